"""Families that can be drawn."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from goldendoor.people.families import Line, Tie, tree

PEOPLE = {one: one.title() for one in ("ana", "leo", "mia", "sam", "luz", "tom")}


def some(*names: str) -> dict[str, str]:
    return {name: PEOPLE[name] for name in names}


def test_parents_stand_above_and_their_child_hangs_on_both() -> None:
    ties = [Tie("ana", "leo", "spouse", since="2010"), Tie("ana", "mia", "parent"),
            Tie("mia", "leo", "child")]  # fmt: skip
    drawn = tree(some("mia", "ana", "leo"), ties)
    assert drawn.generations == (("ana", "leo"), ("mia",))
    [couple] = drawn.couples
    assert (couple.kind, couple.since) == ("married", "2010")
    assert drawn.lines == (Line(couple.id, "mia", "birth"),)


def test_half_siblings_after_a_remarriage_hang_on_different_couples() -> None:
    ties = [Tie("ana", "leo", "former_spouse"), Tie("ana", "sam", "spouse"),
            Tie("ana", "mia", "parent"), Tie("leo", "mia", "parent"),
            Tie("ana", "luz", "parent"), Tie("sam", "luz", "parent"),
            Tie("mia", "luz", "sibling")]  # fmt: skip
    drawn = tree(PEOPLE, ties)
    kinds = {couple.kind: couple.id for couple in drawn.couples}
    assert set(drawn.lines) == {
        Line(kinds["former"], "mia", "birth"),
        Line(kinds["married"], "luz", "birth"),
    }
    assert sorted(drawn.generations[0]) == ["ana", "leo", "sam"]
    assert drawn.apart == ("tom",)


def test_a_marriage_that_ended_and_began_again_is_one_couple() -> None:
    ties = [Tie("ana", "leo", "former_spouse"), Tie("leo", "ana", "spouse", since="2020")]
    [couple] = tree(some("ana", "leo"), ties).couples
    assert (couple.kind, couple.since) == ("married", "2020")


def test_a_marriage_with_an_end_is_a_former_one() -> None:
    [couple] = tree(some("ana", "leo"), [Tie("ana", "leo", "spouse", until="2019")]).couples
    assert couple.kind == "former"


def test_siblings_whose_parents_nobody_named_get_an_unknown_one() -> None:
    drawn = tree(some("ana", "leo"), [Tie("leo", "ana", "sibling")])
    [unknown] = [node for node in drawn.nodes if not node.known]
    assert (unknown.generation, unknown.label) == (0, "")
    assert {line.start for line in drawn.lines} == {unknown.id}
    assert drawn.generations[1] == ("ana", "leo")


def test_a_known_mother_and_an_unnamed_one_in_common_are_joined_for_each_child() -> None:
    ties = [Tie("sam", "ana", "parent"), Tie("ana", "leo", "sibling")]
    drawn = tree(some("sam", "ana", "leo"), ties)
    [unknown] = [node.id for node in drawn.nodes if not node.known]
    assert {frozenset(couple.partners) for couple in drawn.couples} == {frozenset({"sam", unknown})}
    assert Line(unknown, "leo", "birth") in drawn.lines


def test_step_parents_and_step_siblings_make_no_couple_and_no_unknown() -> None:
    ties = [Tie("sam", "mia", "parent", "step"), Tie("ana", "mia", "parent"),
            Tie("mia", "luz", "sibling", "step")]  # fmt: skip
    drawn = tree(some("ana", "sam", "mia", "luz"), ties)
    assert drawn.couples == ()
    assert all(node.known for node in drawn.nodes)
    assert set(drawn.lines) == {
        Line("sam", "mia", "step"),
        Line("ana", "mia", "birth"),
        Line("mia", "luz", "sibling"),
    }


def test_adoptive_and_birth_parents_are_drawn_apart() -> None:
    ties = [Tie("ana", "mia", "parent", "biological"), Tie("leo", "mia", "parent", "adopted"),
            Tie("sam", "mia", "parent", "adopted")]  # fmt: skip
    drawn = tree(some("ana", "leo", "sam", "mia"), ties)
    [couple] = drawn.couples
    assert couple.partners == ("leo", "sam")
    assert set(drawn.lines) == {Line("ana", "mia", "birth"), Line(couple.id, "mia", "adopted")}


def test_what_cannot_be_is_told_and_not_drawn() -> None:
    ties = [Tie("ana", "leo", "parent"), Tie("leo", "mia", "parent"), Tie("mia", "ana", "parent")]
    drawn = tree(some("ana", "leo", "mia"), ties)
    assert drawn.doubts == (ties[2],)
    assert drawn.generations == (("ana",), ("leo",), ("mia",))


def test_a_guardian_and_friends_decide_no_generation() -> None:
    ties = [Tie("tom", "mia", "guardian"), Tie("sam", "mia", "friend")]
    drawn = tree(some("mia", "tom", "sam"), ties)
    assert Line("tom", "mia", "guardian") in drawn.lines
    assert drawn.apart == ("sam",)


names = st.sampled_from(sorted(PEOPLE))
kinds = st.sampled_from(["parent", "child", "sibling", "spouse", "former_spouse", "guardian"])
how = st.sampled_from(["", "biological", "step", "adopted"])
ties = st.lists(st.builds(Tie, names, names, kinds, how), max_size=12)


@given(ties)
def test_everybody_stands_in_one_place_and_lines_lead_somewhere(told) -> None:
    drawn = tree(PEOPLE, told)
    places = Counter(one for row in drawn.generations for one in row)
    assert set(places.values()) <= {1}
    assert {one for one in places if one in PEOPLE} | set(drawn.apart) == set(PEOPLE)
    ends = set(places) | {couple.id for couple in drawn.couples}
    assert all(line.start in ends and line.end in ends for line in drawn.lines)


@given(ties)
def test_parents_are_always_older_and_partners_level(told) -> None:
    drawn = tree(PEOPLE, told)
    level = {node.id: node.generation for node in drawn.nodes}
    partners = {couple.id: couple.partners for couple in drawn.couples}
    for couple in drawn.couples:
        assert len({level[one] for one in couple.partners}) == 1
    for line in drawn.lines:
        if line.kind in ("birth", "adopted", "step"):
            for parent in partners.get(line.start, (line.start,)):
                assert level[parent] == level[line.end] - 1


@given(ties)
def test_a_tie_told_from_both_sides_changes_nothing(told) -> None:
    turned = {"parent": "child", "child": "parent"}
    twice = [
        Tie(tie.end, tie.start, turned.get(tie.kind, tie.kind), tie.how)
        for tie in told
        if tie.kind != "guardian"
    ]
    assert tree(PEOPLE, told) == tree(PEOPLE, [*told, *twice])


def test_a_parent_told_twice_in_other_words_is_one_parent() -> None:
    told = [Tie("leo", "ana", "child"), Tie("leo", "ana", "child", "biological")]
    drawn = tree({"ana": "Ana", "leo": "Leo"}, told)
    assert drawn.couples == ()
    assert [(line.start, line.end) for line in drawn.lines] == [("ana", "leo")]
