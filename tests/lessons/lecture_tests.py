"""What is tested of every lecture; a test file of each says what is particular to its own."""

from tests.lessons.lectures import (
    examples_are_right,
    figures_have_texts,
    is_quoted,
    lines_are_short,
    shows,
    waits_where_it_says,
)
from tests.lessons.numbers_in_prose import false_sums, needless, nobody_vouches_for


class LectureTests:
    """Holds that a lecture's cells run when they should, and that its numbers are right.

    To be inherited by a class of the module whose LECTURE is its `lecture`. Its `unfinished` are
    the numbers of solved exercises with which the notebook is run, `numbers` functions that give
    quoted numbers beside what the worked solutions compute, `given` numbers that were chosen and
    claim nothing or that another test asserts, and `printed` what the prose says that is printed.
    """

    def pytest_generate_tests(self, metafunc):
        """Let each argument that a lecture has several of be a test of its own."""
        several = {"solved": self.unfinished, "numbers": self.numbers, "line": self.printed}
        for argument in several.keys() & set(metafunc.fixturenames):
            metafunc.parametrize(argument, several[argument])

    def with_examples(self, names):
        """The functions whose docstrings hold examples."""
        return [name for name in self.lecture.exercises if callable(names[name])]

    def test_solved_notebook(self, finished):
        """With all exercises solved every cell runs, and none causes a warning."""
        _, ran = finished
        assert [done.fault for done in ran if done.fault] == []

    def test_unfinished_notebook(self, solved, tmp_path):
        """A cell runs exactly from the exercise on that the prose above it names."""
        _, ran = self.lecture.run(solved, tmp_path)
        waits_where_it_says(self.lecture, ran, solved)

    def test_printed_lines(self, finished):
        """No number that a cell prints is broken in a narrow window."""
        lines_are_short(finished[1])

    def test_figures(self, finished):
        """Exactly the cells with a text for those who cannot see show a figure, one each."""
        figures_have_texts(finished[1])

    def test_numbers_in_the_prose(self, finished, numbers):
        """Every number that the prose takes from the lectures is what the worked solutions give."""
        for quoted, computed in numbers(finished[0]).items():
            assert is_quoted(self.lecture.text, quoted), quoted
            number = quoted.partition(" \\")[0].replace(" ", "")  # a unit may follow
            assert shows(number, float(computed)), (quoted, computed)

    def test_every_number(self, finished):
        """Each number of prose and figures' texts is computed, printed, a sum, or chosen."""
        assert nobody_vouches_for(self.lecture, finished, self.numbers, self.given) == []
        assert needless(self.lecture, self.given) == []
        assert false_sums(self.lecture) == []

    def test_numbers_in_the_output(self, finished, line):
        """The cells print what the prose beneath them says."""
        assert line in "".join(done.printed for done in finished[1])

    def test_examples_in_docstrings(self, finished):
        """The examples in the exercises' docstrings are right."""
        names, _ = finished
        examples_are_right(names, self.with_examples(names))
