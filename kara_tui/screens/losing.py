"""The question before the program ends although something typed cannot be kept."""

from kara_tui.domain.errors import KaraError
from kara_tui.screens.question import QuestionScreen


def losing_question(problem: KaraError) -> QuestionScreen[bool]:
    """Return the question whether to leave all the same; True means leave."""
    answers = ((False, "Stay here"), (True, "Leave, and lose what is not saved"))
    asked = "What you have typed cannot be kept. Leave all the same?"
    return QuestionScreen(asked, answers, str(problem))
