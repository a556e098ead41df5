"""The sentences that are said of Python's own traps."""

#: Traps that are a cause by themselves, the likeliest first; each says a fact and asks one thing.
CAUSES: dict[str, str] = {
    "returned_in_loop": (
        "Line {line}: return ends the loop in its first turn, and the function with it. What "
        "becomes of the other turns?"
    ),
    "endless": (
        "Line {line} begins a loop that nothing in it ends. After which turn should it stop?"
    ),
    "yields": (
        "Line {line} holds yield, so a call of {0} hands back a generator, which has computed "
        "nothing yet. Which word hands back a value?"
    ),
    "waited_for": (
        "Line {line} begins with async, so a call of {0} computes nothing until somebody waits "
        "for it. Which words begin an ordinary function?"
    ),
    "function_itself": (
        "Line {line} hands back the function {0} itself, and not what it computes. What makes a "
        "function run?"
    ),
    "begun_anew": (
        "Line {line} makes {0} {1} again in every turn of the loop, and what earlier turns have "
        "put in is lost. Where should it begin?"
    ),
    "begun_once": (
        "Line {line} begins {0} once, before the loop of line {1}, and in each turn of that loop "
        "the one of line {2} adds to what earlier turns have left in it. Where should it begin?"
    ),
    "gone_through": (
        "Line {line} makes {0} once, before the loop of line {1}, and what it makes can be gone "
        "through only once. What is left of it for the second turn of that loop?"
    ),
    "if_for_elif": (
        "Line {line} begins a condition of its own: where the one of line {1} holds, the else "
        "below gives {0} another value all the same. Which word makes one condition of both?"
    ),
    "nothing_back": (
        "Line {line} uses what {0} hands back, and that is None: {0} changes what it is called "
        "of, and hands nothing back. What should stand there?"
    ),
    "into_a_copy": (
        "Line {line}: {0} takes lines of {1} out into a new array, and only that one is written "
        "into. How do both places stand in one pair of brackets?"
    ),
    "whole_lines": (
        "Line {line}: {0} stands for whole {1}, and each of their places gets the same number. "
        "How does each example get one place of its own?"
    ),
    "drawn_anew": (
        "Line {line} draws a new order in every turn of the loop, and each turn takes its piece of "
        "another order. Where should the order be drawn?"
    ),
    "made_anew": (
        "Line {line} makes {0} anew in every turn of the loop, and what line {1} does to it is "
        "lost in the next turn. Where should it be made?"
    ),
    "never_returned": (
        "{0} ends without return, so what it has computed is lost. What should it hand back?"
    ),
    "sometimes_returned": (
        "{0} hands something back in line {line}, but it can also come to its end, where no return "
        "stands, and hands back None. What should it hand back there?"
    ),
    "compared_with_itself": (
        "Line {line} compares {0} with itself, which is always the same. With what should it be "
        "compared?"
    ),
    "third_argument": (
        "Line {line}: {0} works on two arrays; its third argument is the place for the result, "
        "and no third factor or term. How do three of them go together?"
    ),
    "one_list_two_names": (
        "Line {line}: {0} and {1} are two names for one and the same thing, so what is written "
        "into one also stands in the other. How do you get two?"
    ),
    "shared_default": (
        "Line {line}: the default value of {0} is made once, not for every call, and it keeps "
        "what earlier calls have put in. Where should a new one be made?"
    ),
    "shared_in_class": (
        "Line {line} makes {0} once, for all objects of {1}: what one of them keeps in it, the "
        "others find there. Where does each object get its own?"
    ),
    "one_sided": (
        "Line {line} measures a slope between two points, one of them a step further: that is near "
        "the slope, and not the slope. Is there a rule for it, or a fairer pair of points?"
    ),
    "largest_along": (
        "Line {line}: in {0} the number behind the comma is an axis, along which one entry is "
        "left. Which function compares every entry with that number?"
    ),
    "function_replaced": (
        "Line {line} gives the name {0} to what {0} hands back: from the next turn on it is no "
        "function any more. Which name should the result have?"
    ),
    "second_name": (
        "Line {line} makes {0} another name for {1}, and no second array; line {2} changes that "
        "one array in place. Where is a copy needed?"
    ),
    "changed_after_kept": (
        "Line {line} keeps {0} in a list, and line {1} changes {0} in place afterwards: the list "
        "sees the change. Where is a copy needed?"
    ),
    "forgotten_list": (
        "Line {line} gives the name {0} a new value; the list that {0} came from keeps the old "
        "one. Where should the new value go?"
    ),
    "foreign_name": (
        "Line {line} uses {0}, which your function neither gets as an argument nor makes: it comes "
        "from another cell. Which name do you mean?"
    ),
    "divided_by_one": (
        "Line {line} divides by 1 and adds the rest afterwards: only the 1 stands under the "
        "fraction bar. What belongs together?"
    ),
    "power_of_one": (
        "Line {line}: ** comes before /, so {0} is raised to the power 1, and only then something "
        "is divided by {1}. What belongs in brackets?"
    ),
    "truth_compared": (
        "Line {line}: {0} gives True or False, and that is compared with a number. Which numbers "
        "should be compared?"
    ),
    "comma_for_point": (
        "Line {line}: {0} is a pair of two numbers. How does Python write a number with a fraction?"
    ),
    "comma_at_the_end": (
        "Line {line}: the comma at the end makes {0} a tuple with one item. What should {0} be?"
    ),
    "uncalled": ("Line {line} names {0} and does not call it. Which brackets are missing?"),
    "result_thrown_away": (
        "Line {line} computes something and keeps it nowhere: {0}. Which name should have the "
        "result, or which word hands it back?"
    ),
    "never_filled": (
        "{0} begins empty in line {line}, and nothing is ever put into it. What belongs in it, and "
        "which line should put it there?"
    ),
    "never_added_to": (
        "{0} begins at 0 in line {line}, and no other line gives it a value. What belongs into "
        "it, and which line should add it?"
    ),
    "handed_back": (
        "{1} hands {0} back in line {line} as it was handed over, and does nothing else. What "
        "should become of {0}?"
    ),
    "replaced_parameter": (
        "Line {line} gives {0} another value before anything has used what was handed over. "
        "Should it have a name of its own?"
    ),
    "unreachable": (
        "Nothing gets as far as line {line}, since line {1} ends with {0}. In which order should "
        "they stand?"
    ),
    "every_with_every": (
        "Line {2} is a loop within the loop of line {line}, so every {0} meets every {1}. Which "
        "{1} belongs to which {0}?"
    ),
    "kept_outside": (
        "Line {line}: what stands in {0} outlives the call, and the next call finds it there. What "
        "should each call begin with?"
    ),
    "last_only": (
        "Line {line} gives {0} a new value in every turn of the loop, and only behind the loop is "
        "it used: of all turns the last one counts. What should become of the others?"
    ),
    "hidden_builtin": (
        "Line {line} gives the name {0} to a value, and {0} is called as a function as well. "
        "Which of the two is meant where?"
    ),
}
#: Those that nobody means: whatever else makes everything right goes round them.
ALWAYS_WRONG = {"third_argument", "compared_with_itself"}
#: Those that say why an answer cannot be compared; a function of minibatches may well yield.
UNRUN = {"yields", "waited_for", "function_itself"}
#: Traps that are a cause if a repair points at their line alone.
NEAR: dict[str, str] = {
    "pythons_own": (
        "Line {line}: Python's own {0} goes along the first axis of {1} only. Along which axis "
        "do you mean, and which function can be told?"
    ),
    "compared_with_none": (
        "Line {line} compares {0} with None by its value, and an array does so entry by entry. "
        "Which word asks whether it is None itself?"
    ),
    "whole_numbers": (
        "Line {line} makes whole numbers: whatever stands behind the point is cut off. Which type "
        "keeps fractions?"
    ),
}
#: What is no cause by itself, but leads to one.
LEADS: dict[str, str] = {
    "left_zero": (
        "{0} is made of zeros in line {line}, and nothing is ever put into it. What belongs in it?"
    ),
    "read_while_written": (
        "Line {line} reads of {0} what line {1} has changed in earlier turns of the loop. Should "
        "it find the old values, or the new ones?"
    ),
    "growing": (
        "Line {line} uses {0} while line {1} still adds to it, turn by turn. Which turn needs all "
        "of it?"
    ),
    "unused": "{0} is computed and never used again. Where was it needed?",
    "unused_pair": "{0} and {1} are computed and never used again. Where were they needed?",
    "unused_counter": (
        "The loop in line {line} counts {0}, and nothing in it uses {0}. Where should it stand?"
    ),
}
#: What is said where a call changes its arguments.
CHANGED = (
    "Line {line} changes {0} in place, and {0} was handed over, or is a part of what was: it is "
    "changed for who called, too. What makes a new array?"
)
#: What is said of arguments that nothing looks at.
UNUSED = "Your {0} is handed {1} and never looks at {2}. Where {3} belong?"
#: What is said of a line that gives the right value in the first turn of its loop, and then others.
UNCHANGED = (
    "Line {line} gives the right value in the first turn of its loop, and another one in a later "
    "turn: {0} is the same in every turn. What should {0} be in the next one?"
)
#: What is said of a line with the first wrong value, if it uses an argument that is lost by then.
GONE = (
    "Line {line} uses {0}, to which line {1} has given another value by then: what was handed over "
    "is lost. Which of the two does line {line} need?"
)
#: What makes such a trap go away, where that is one kind of edit.
MENDED = {"whole_numbers": {"dtype"}}
#: Of which traps an edit says more by its kind.
PLAINER = {"last_only": {"added_up"}}
