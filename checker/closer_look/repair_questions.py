"""What is said of each kind of repair, and what is asked there."""

#: What makes everything right, by the kind of edit, and the question that it raises.
QUESTIONS: dict[str, tuple[str, str]] = {
    "operator": (
        "one sign of arithmetic in it is another one",
        "What does the formula ask for in this place?",
    ),
    "order": ("two things in it change places", "Which of the two comes first?"),
    "sign": (
        "one sign in it is turned round",
        "Which way must this number point: plus or minus?",
    ),
    "too_much": (
        "something is left out of it",
        "Which factor or term does not belong there?",
    ),
    "factor": (
        "one factor or divisor is added to it",
        "What lies between the two quantities that meet there?",
    ),
    "term": (
        "one more term stands in it",
        "Which difference or sum does the formula ask for there?",
    ),
    "power": ("something in it is squared", "Which power does the formula ask for?"),
    "axis": (
        "one axis in it is another one",
        "What does each axis count, and which of them should be gone?",
    ),
    "axis_kept": (
        "an axis is kept, or not, when it is summed over",
        "Which shape should come out there?",
    ),
    "index": (
        "another place of a list or table is taken in it",
        "Which layer, row or entry is meant there?",
    ),
    "bound": (
        "its counting begins or ends elsewhere",
        "Which is the first turn, and which the last?",
    ),
    "transpose": (
        "one table in it is turned, or no longer is",
        "What do the rows of each table stand for?",
    ),
    "name": (
        "another of your own variables stands in one place of it",
        "Which quantity is needed there?",
    ),
    "sibling": (
        "a related function stands in the place of one",
        "What does the function do that you call there?",
    ),
    "call": ("one call in it is left out", "What is its argument already?"),
    "called": (
        "one of its values goes through a function first",
        "What has to be done with each quantity before it is used?",
    ),
    "slope": (
        "its slope is taken of something else",
        "What does the function for the slope ask for, and what is it handed?",
    ),
    "constant": ("one number in it is another one", "Where does each number come from?"),
    "word": (
        "one word between quotation marks in it is another one",
        "Which words are asked for, and how are they spelt?",
    ),
    "argument": ("one argument in it is another one", "What does each argument do?"),
    "dtype": (
        "an array in it has another type of numbers",
        "Which numbers can be kept in that array?",
    ),
    "condition": ("its condition is another one", "For which values should it hold?"),
    "statement": ("it is left out", "What does it undo?"),
    "moved": (
        "it stands elsewhere",
        "What has to be done before it, and what must not be done yet?",
    ),
    "each_turn": (
        "what is done once behind the loop is done in each of its turns",
        "Which steps belong to every turn?",
    ),
    "completed": (
        "what is done to its value later is done before it is kept",
        "Which quantity is kept, and which one is needed again?",
    ),
    "put_back": (
        "what was changed in place is put back behind it",
        "What does the next turn find there?",
    ),
    "together": (
        "its quantities go together in another way",
        "Which of them are added, and which are multiplied?",
    ),
    "block": ("it is indented otherwise", "To which block does it belong?"),
    "copy": ("a copy is made there", "Which two names stand for the same array?"),
    "added_up": (
        "it treats the earlier value differently",
        "Should the new value replace the old one, or be added to it?",
    ),
    "returned": ("its value is handed back", "Which word hands a value back?"),
    "brackets": (
        "brackets stand elsewhere in it",
        "Which parts of the formula belong together?",
    ),
    "summed": (
        "something in it is summed",
        "What has to happen to the contributions of all examples?",
    ),
    "shape": (
        "one array in it has another shape",
        "Which shapes meet there, and which do you expect?",
    ),
    "count": ("something else is counted in it", "What does the number count there?"),
    "product": (
        "one product in it is of the other kind",
        "Which products go entry by entry, and which are rows times columns?",
    ),
}
#: Edits of several kinds, each of which makes everything right.
ANY = "any"
QUESTIONS[ANY] = ("one small thing in it is another one", "What should come out there?")
