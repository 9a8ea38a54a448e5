"""Survey without n: answers whose number is not told; other shares and scores have none."""


def test_a_share_of_answers(says, indicator):
    readings = [("unstated 2021-03", 72, "draft"), ("unstated 2021-05", 87, "late")]
    share = indicator("a", "survey_share", "unstated", readings, definition={"unit": "percent"})
    assert [one["values"] for one in says("survey_without_n", share)] == ["72 percent; 87 percent"]


def test_a_long_series_is_not_told_whole(says, indicator, monthly):
    (found,) = says("survey_without_n", indicator("a", "survey_share", readings=monthly(50, 1)))
    assert (found["values"], found["more"]) == ("51; 52; 53; 54; 55; 56", "6")


def test_a_score_of_answers(says, indicator):
    asked = {"score": {"question": "Le conseilleriez-vous ?"}}
    found = says("survey_without_n", indicator("a", "score", "unstated", [("unstated", 64, "draft")], definition=asked))
    assert [one["values"] for one in found] == ["64"]


def test_a_number_of_answers_is_told(says, indicator):
    readings = [("unstated 2021-03", 72, "draft", {"n": 159})]
    assert says("survey_without_n", indicator("a", "survey_share", "unstated", readings)) == []


def test_what_nobody_was_asked(says, indicator):
    ratio = indicator("a", "ratio", readings=[("2021-03", 40, "draft")])
    machine = indicator("b", "score", readings=[("2021-03", 98, "draft")], definition={"score": {"scale": [0, 100]}})
    assert says("survey_without_n", ratio, machine) == []


def test_a_figure_of_context_is_not_followed(says, indicator):
    share = indicator("a", "survey_share", "unstated", [("unstated 2021-03", 72, "draft")], followed=False)
    assert says("survey_without_n", share) == []
