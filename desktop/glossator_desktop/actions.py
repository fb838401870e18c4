"""The actions of the window as data: what each key does in each mode, in one table.

Menus, hint bar, palette, `?` sheet and manual are drawn from it; the modes give each action its handler.
Imports nothing, so that every part of the window may read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

ModeName: TypeAlias = Literal[
    "page", "hint", "choose", "pick", "form", "type", "roles", "past", "problem", "occurrences", "schema", "everywhere"
]

DIGITS = tuple("123456789")
LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can ask for. `id` is `mode.verb`; `keys` are in DESIGN's spelling, the first is shown.

    `listed` is False for what makes sense as a key only (a caret step, a letter of a filter): the palette leaves
    it out, the `?` sheet does not.
    """

    id: str
    mode: ModeName
    title: str
    keys: tuple[str, ...]
    help: str
    group: str
    listed: bool = True


def _key_only(name: str, mode: ModeName, title: str, keys: tuple[str, ...], text: str, group: str) -> Action:
    return Action(name, mode, title, keys, text, group, listed=False)


# fmt: off
_MOVE = (
    Action("page.next_suggestion", "page", "Next suggestion", ("Tab",),
           "Goes to the next suggestion that is still to be decided.", "Move"),
    Action("page.previous_suggestion", "page", "Previous suggestion", ("Shift+Tab",),
           "Goes to the suggestion before that is still to be decided.", "Move"),
    Action("page.next_annotation", "page", "Next annotation", ("N",),
           "Goes to the next span or event of yours.", "Move"),
    Action("page.previous_annotation", "page", "Previous annotation", ("P",),
           "Goes to the span or event of yours before.", "Move"),
    Action("page.next_trigger", "page", "Next trigger hint", ("T",),
           "Goes to the next word that may be the trigger of an event.", "Move"),
    Action("page.previous_trigger", "page", "Previous trigger hint", ("Shift+T",),
           "Goes to the word before that may be the trigger of an event.", "Move"),
    Action("page.stacked", "page", "Next in the same place", ("S",),
           "Goes through the annotations, suggestions and relations that stand where the current one does.", "Move"),
    _key_only("page.left", "page", "Caret left", ("Left",), "One character back.", "Move"),
    _key_only("page.right", "page", "Caret right", ("Right",), "One character on.", "Move"),
    _key_only("page.up", "page", "Caret up", ("Up",), "One line up.", "Move"),
    _key_only("page.down", "page", "Caret down", ("Down",), "One line down.", "Move"),
    _key_only("page.word_left", "page", "Caret a word left", ("Ctrl+Left",),
              "To the start of the word before.", "Move"),
    _key_only("page.word_right", "page", "Caret a word right", ("Ctrl+Right",),
              "To the start of the next word.", "Move"),
    _key_only("page.paragraph_up", "page", "Caret a paragraph up", ("Ctrl+Up",), "To the paragraph before.", "Move"),
    _key_only("page.paragraph_down", "page", "Caret a paragraph down", ("Ctrl+Down",),
              "To the next paragraph.", "Move"),
    _key_only("page.line_start", "page", "Caret to the line's start", ("Home",), "To the start of the line.", "Move"),
    _key_only("page.line_end", "page", "Caret to the line's end", ("End",), "To the end of the line.", "Move"),
    _key_only("page.text_start", "page", "Caret to the text's start", ("Ctrl+Home",),
              "To the start of the text.", "Move"),
    _key_only("page.text_end", "page", "Caret to the text's end", ("Ctrl+End",), "To the end of the text.", "Move"),
    Action("page.hint", "page", "Go to any word", ("F",),
           "Shows two letters over every word in view; type them to select that word.", "Move"),
    Action("page.find", "page", "Find in the text", ("/",),
           "Finds words or annotations in this document, as you type.", "Move"),
    Action("page.find_next", "page", "Next hit", ("F3",), "Selects the next hit of the latest search.", "Move"),
    Action("page.find_previous", "page", "Previous hit", ("Shift+F3",),
           "Selects the hit of the latest search before.", "Move"),
    Action("page.drop", "page", "Drop what is current", ("Esc",),
           "Lets go of the selection or the current item; nothing is changed.", "Move"),
)

_DECIDE = (
    Action("page.accept", "page", "Accept", ("Space",),
           "Accepts the current suggestion and goes to the next; on a trigger hint, starts the event of its first "
           "type.",
           "Decide"),
    Action("page.accept_paragraph", "page", "Accept the rest of the paragraph", ("Shift+Enter",),
           "Accepts every suggestion from here to the end of the paragraph, as one step.", "Decide"),
    Action("page.reject", "page", "Reject or delete", ("X", "Delete"),
           "Rejects the current suggestion or deletes the current annotation, and goes to the next.", "Decide"),
    Action("page.label", "page", "Label", DIGITS,
           "Labels the selection; relabels the current annotation; relabels and accepts the current suggestion, "
           "and goes to the next.", "Decide"),
    Action("page.label_by_name", "page", "Label by name", ("0",),
           "Shows all labels: type some letters of the one meant.", "Decide"),
    _key_only("page.sticky", "page", "Label that sticks", tuple(f"Ctrl+{digit}" for digit in DIGITS),
              "Whatever is selected from now on gets this label at once, until Esc.", "Decide"),
    Action("page.select_all", "page", "Select all with this label", ("Ctrl+A",),
           "Selects all suggestions, or spans, with the label of the current one; again, all that is pending. Accept, "
           "reject and label then act on all, as one step. Ctrl+click selects one more.", "Decide"),
)

_EDGES = (
    Action("page.right_edge_out", "page", "Right edge out", ("Shift+Right",),
           "Moves the right edge out by a word; with nothing current, starts a selection at the caret.", "Edges"),
    Action("page.right_edge_in", "page", "Right edge in", ("Shift+Left",),
           "Moves the right edge in by a word.", "Edges"),
    Action("page.left_edge_out", "page", "Left edge out", ("Alt+Left",), "Moves the left edge out by a word.", "Edges"),
    Action("page.left_edge_in", "page", "Left edge in", ("Alt+Right",), "Moves the left edge in by a word.", "Edges"),
    Action("page.right_character_out", "page", "Right edge out by a character", ("]",),
           "Moves the right edge out by a character.", "Edges"),
    Action("page.right_character_in", "page", "Right edge in by a character", ("Shift+]",),
           "Moves the right edge in by a character.", "Edges"),
    Action("page.left_character_out", "page", "Left edge out by a character", ("[",),
           "Moves the left edge out by a character.", "Edges"),
    Action("page.left_character_in", "page", "Left edge in by a character", ("Shift+[",),
           "Moves the left edge in by a character.", "Edges"),
    Action("page.grow", "page", "Grow", ("G",), "Grows to the name, phrase, clause or sentence around.", "Edges"),
    Action("page.shrink", "page", "Shrink", ("Shift+G",), "Shrinks to the clause, phrase or name inside.", "Edges"),
)

_ADD = (
    Action("page.further_fragment", "page", "Further fragment", ("W",),
           "Keeps what is current and makes the next selection a further fragment of it.", "Add"),
    Action("page.second_label", "page", "Second label", ("D",),
           "The next digit puts a second label on the same words.", "Add"),
    Action("page.event", "page", "Event", ("E",),
           "Starts an event with the current hint, annotation, selection or word as trigger.", "Add"),
    Action("page.event_without_trigger", "page", "Event without trigger", ("Shift+E",),
           "Starts an event that no word of the text stands for.", "Add"),
    Action("page.repeat_event", "page", "Event like the last one", ("Y",),
           "Starts an event here with the type, fillers and attributes of the template, else of the latest event, "
           "proposed.", "Add"),
    Action("page.template", "page", "Make the event a template", ("Shift+Y",),
           "From now on Y makes events like the current one; without a current event, like the latest one again.",
           "Add"),
    Action("page.duplicate_event", "page", "Duplicate the event", ("Shift+D",),
           "Makes a second event with the same trigger, fillers and features, and opens it.", "Add"),
    Action("page.edit", "page", "Edit", ("Enter",),
           "Opens the current event in the builder, the labels for a span; after W adds the fragment.", "Add"),
    Action("page.all_occurrences", "page", "All occurrences", ("A",),
           "Shows every occurrence of the current words, in whatever form, with what is sure ticked; Enter then labels "
           "them, as one step. A selection is asked for its label first.", "Add"),
    Action("page.link", "page", "Link", ("L",),
           "Says which other spans mention the same entity as the current one, or which events, of any documents, tell "
           "of the same happening, as one step.", "Add"),
    Action("page.value", "page", "Value", ("V",),
           "Name, KB id, country and sectors of what the current span mentions; of a date its value.", "Add"),
    Action("page.value_dates", "page", "Give all dates their values", (),
           "Gives every date of this document whose value is sure and not yet given its value, as one step.", "Add"),
    Action("page.relation", "page", "Relation", ("R",),
           "Starts a relation from the current span: first its type, then the span that it leads to; on a relation, "
           "changes it.", "Add"),
    Action("page.contexts", "page", "Contexts", ("C",),
           "Chooses the contexts of the current event, else of the document.", "Add"),
    Action("page.flag", "page", "Flag and note", ("Q",),
           "Asks for a note on what is current, else on the document; Enter without a word flags it, and again takes "
           "the flag away.", "Add"),
)

_COPY = (
    Action("page.copy", "page", "Copy", ("Ctrl+C",), "Copies the words that are selected or current.", "Copy"),
    Action("page.copy_markup", "page", "Copy with labels", ("Ctrl+Shift+C",),
           "Copies the selected words, else the paragraph, with each label behind its words, in brackets.", "Copy"),
)

_GO = (
    Action("page.finish", "page", "Done, next document", ("Ctrl+Enter",),
           "Marks this document as done and opens the next one that is not.", "Go"),
    Action("page.previous_document", "page", "Previous document", ("Ctrl+PgUp",), "Opens the document before.", "Go"),
    Action("page.next_document", "page", "Next document", ("Ctrl+PgDn",), "Opens the next document.", "Go"),
    Action("page.task", "page", "What I am finishing", (),
           "Chooses what Ctrl+Enter marks as done: entities and events, or entities only.", "Go"),
)

_HINT = (
    _key_only("hint.letter", "hint", "Type a word's letters", LETTERS, "The two letters shown over a word.", "Hint"),
    _key_only("hint.back", "hint", "Take back a letter", ("Backspace",), "Takes back the first letter.", "Hint"),
    _key_only("hint.cancel", "hint", "Leave", ("Esc",), "Goes back without choosing a word.", "Hint"),
)

_CHOOSE = (
    _key_only("choose.letter", "choose", "Filter", LETTERS, "Narrows the list to what holds these letters.", "List"),
    _key_only("choose.erase", "choose", "Take back a letter", ("Backspace",), "Takes back the last letter.", "List"),
    _key_only("choose.digit", "choose", "Choose by number", DIGITS, "Chooses the numbered entry.", "List"),
    _key_only("choose.up", "choose", "Up", ("Up", "Shift+Tab"), "To the entry above.", "List"),
    _key_only("choose.down", "choose", "Down", ("Down", "Tab"), "To the entry below.", "List"),
    _key_only("choose.take", "choose", "Choose", ("Enter",), "Chooses the marked entry.", "List"),
    _key_only("choose.toggle", "choose", "Tick", ("Space",), "Ticks the marked entry, where several may be.", "List"),
    _key_only("choose.cancel", "choose", "Back", ("Esc",), "Goes back to the page.", "List"),
)

_PICK = (
    _key_only("pick.digit", "pick", "Choose by number", DIGITS, "Chooses what has this number, in list and text.",
              "Link"),
    _key_only("pick.more", "pick", "Next nine", ("0",), "Numbers the next nine.", "Link"),
    _key_only("pick.letter", "pick", "Filter", LETTERS, "Narrows the list to what holds these letters.", "Link"),
    _key_only("pick.erase", "pick", "Take back a letter", ("Backspace",), "Takes back the last letter.", "Link"),
    _key_only("pick.hint", "pick", "Hint any word", ("Shift+F",),
              "Shows two letters over every word in view; the word chosen is taken.", "Link"),
    _key_only("pick.up", "pick", "Up", ("Up", "Shift+Tab"), "To the entry above.", "Link"),
    _key_only("pick.down", "pick", "Down", ("Down", "Tab"), "To the entry below.", "Link"),
    _key_only("pick.toggle", "pick", "Tick", ("Space",), "Ticks the marked entry, where several may be.", "Link"),
    _key_only("pick.take", "pick", "Done", ("Enter",), "Links what is ticked, else takes the marked entry.", "Link"),
    _key_only("pick.cancel", "pick", "Back", ("Esc",), "Goes back to the page; nothing is changed.", "Link"),
)

_FORM = (
    _key_only("form.save", "form", "Save", ("Enter",), "Saves what the fields hold.", "Fields"),
    _key_only("form.next", "form", "Next field", ("Tab",),
              "To the next field; in a note, sets the flag too or takes it away.", "Fields"),
    _key_only("form.previous", "form", "Previous field", ("Shift+Tab",), "To the field before.", "Fields"),
    _key_only("form.up", "form", "Up", ("Up",), "To the offer above.", "Fields"),
    _key_only("form.down", "form", "Down", ("Down",), "To the first offer, or the one below; Enter then takes it.",
              "Fields"),
    _key_only("form.erase", "form", "Take back a letter", ("Backspace",), "Takes back the last letter.", "Fields"),
    _key_only("form.cancel", "form", "Back", ("Esc",), "Goes back to the page; nothing is changed.", "Fields"),
)

_TYPE = (
    _key_only("type.digit", "type", "Ranked type", DIGITS, "Takes the numbered type, or mode.", "Event: type"),
    _key_only("type.letter", "type", "Filter", LETTERS, "Narrows the list to types and modes with these letters.",
              "Event: type"),
    _key_only("type.erase", "type", "Take back a letter", ("Backspace",), "Takes back the last letter.", "Event: type"),
    _key_only("type.up", "type", "Up", ("Up", "Shift+Tab"), "To the entry above.", "Event: type"),
    _key_only("type.down", "type", "Down", ("Down", "Tab"), "To the entry below.", "Event: type"),
    _key_only("type.take", "type", "Choose", ("Enter",), "Takes the marked type, or mode.", "Event: type"),
    _key_only("type.cancel", "type", "Cancel", ("Esc",), "Leaves without making an event.", "Event: type"),
)

_ROLES = (
    _key_only("roles.toggle", "roles", "Toggle candidate", DIGITS,
              "Fills the current role with the numbered candidate, or takes it out again.", "Event: roles"),
    _key_only("roles.only", "roles", "This candidate alone", tuple(f"Shift+{digit}" for digit in DIGITS),
              "Fills the current role with the numbered candidate and nothing else.", "Event: roles"),
    _key_only("roles.more", "roles", "Next nine", ("0",), "Numbers the next nine candidates.", "Event: roles"),
    _key_only("roles.next", "roles", "Confirm, next role", ("Tab",),
              "Takes what is proposed for this role and goes to the next.", "Event: roles"),
    _key_only("roles.previous", "roles", "Confirm, previous role", ("Shift+Tab",),
              "Takes what is proposed for this role and goes to the one before.", "Event: roles"),
    _key_only("roles.empty", "roles", "Empty the role", ("Backspace",),
              "Takes every filler and proposal out of the current role.", "Event: roles"),
    _key_only("roles.filter", "roles", "Filter candidates", ("/",),
              "Numbers only the candidates with the letters typed, from the whole document.", "Event: roles"),
    _key_only("roles.hint", "roles", "Hint any word", ("F",),
              "Shows two letters over every word in view; the word chosen fills the role.", "Event: roles"),
    _key_only("roles.left", "roles", "Caret left", ("Left",), "One word back.", "Event: roles"),
    _key_only("roles.right", "roles", "Caret right", ("Right",), "One word on.", "Event: roles"),
    _key_only("roles.up", "roles", "Caret up", ("Up",), "One line up.", "Event: roles"),
    _key_only("roles.down", "roles", "Caret down", ("Down",), "One line down.", "Event: roles"),
    _key_only("roles.right_edge_out", "roles", "Right edge out", ("Shift+Right",),
              "Fills the role with the word at the caret, then moves its right edge out by a word.", "Event: roles"),
    _key_only("roles.right_edge_in", "roles", "Right edge in", ("Shift+Left",), "Moves the right edge in by a word.",
              "Event: roles"),
    _key_only("roles.left_edge_out", "roles", "Left edge out", ("Alt+Left",), "Moves the left edge out by a word.",
              "Event: roles"),
    _key_only("roles.left_edge_in", "roles", "Left edge in", ("Alt+Right",), "Moves the left edge in by a word.",
              "Event: roles"),
    _key_only("roles.right_character_out", "roles", "Right edge out by a character", ("]",),
              "Moves the right edge out by a character.", "Event: roles"),
    _key_only("roles.right_character_in", "roles", "Right edge in by a character", ("Shift+]",),
              "Moves the right edge in by a character.", "Event: roles"),
    _key_only("roles.left_character_out", "roles", "Left edge out by a character", ("[",),
              "Moves the left edge out by a character.", "Event: roles"),
    _key_only("roles.left_character_in", "roles", "Left edge in by a character", ("Shift+[",),
              "Moves the left edge in by a character.", "Event: roles"),
    _key_only("roles.grow", "roles", "Grow", ("G",), "Grows the filler to the name, phrase or clause around.",
              "Event: roles"),
    _key_only("roles.shrink", "roles", "Shrink", ("Shift+G",), "Shrinks the filler to what it was.", "Event: roles"),
    _key_only("roles.done", "roles", "Accept all, done", ("Enter",),
              "Takes everything proposed and finishes the event.", "Event: roles"),
    _key_only("roles.leave", "roles", "Keep as draft", ("Esc",),
              "Leaves the event as an unfinished draft; it is listed and never exported as gold.", "Event: roles"),
    _key_only("roles.jump", "roles", "Jump to a role", ("A", "R", "T", "I", "P", "W", "S"),
              "Goes to the role with this letter.", "Event: roles"),
    _key_only("roles.feature", "roles", "Feature", ("N", "M", "V", "B"),
              "Sets the feature with this letter to its next value.", "Event: roles"),
    _key_only("roles.type", "roles", "Type", ("Y",), "Chooses another type.", "Event: roles"),
    _key_only("roles.mode", "roles", "Mode", ("D",), "Chooses the modes.", "Event: roles"),
    _key_only("roles.contexts", "roles", "Contexts", ("C",), "Chooses the event's contexts.", "Event: roles"),
    _key_only("roles.acts_for", "roles", "Acts for", ("K",),
              "Country and sectors of the role's filler in this event alone.", "Event: roles"),
)

_PAST = (
    _key_only("past.older", "past", "Older step", ("Down",),
              "Shows the document as it was one step before.", "History"),
    _key_only("past.newer", "past", "Newer step", ("Up",),
              "Shows the document as it was one step later; after the newest step comes now.", "History"),
    Action("past.restore", "past", "Restore what is shown", ("Enter",),
           "Makes the document what it was at this moment, as one new step.", "History"),
    Action("past.back", "past", "Back to now", ("Esc",), "Goes back to the present, to where you were.", "History"),
    _key_only("past.scope", "past", "This document or all", ("A",),
              "Lists the steps of this document, or of all documents.", "History"),
)

_PROBLEM = (
    _key_only("problem.fix", "problem", "Mend it", ("Enter",),
              "Mends the problem in its first way and goes to the next; where there is none, opens what it is about.",
              "Problem"),
    _key_only("problem.fix_by_number", "problem", "Mend it in another way", DIGITS,
              "Mends the problem in the way with this number.", "Problem"),
    _key_only("problem.exempt", "problem", "This is right", ("X",),
              "Says that nothing is wrong here: it is not reported again.", "Problem"),
    _key_only("problem.leave", "problem", "Back to the page", ("Esc",),
              "Leaves the problem as it is; every other key does that too, and what it does on the page.", "Problem"),
)

_OCCURRENCES = (
    _key_only("occurrences.label", "occurrences", "Label what is ticked", ("Enter",),
              "Gives the label to every occurrence that is ticked, in whatever document, as one step.", "Occurrences"),
    _key_only("occurrences.toggle", "occurrences", "Tick", ("Space",),
              "Ticks the marked occurrence, or takes the tick away, and goes to the next.", "Occurrences"),
    _key_only("occurrences.toggle_all", "occurrences", "All or none", ("A",),
              "Ticks every occurrence, conflicts too; again, none.", "Occurrences"),
    _key_only("occurrences.toggle_kind", "occurrences", "All of a kind, or none", DIGITS[:4],
              "Ticks what is written exactly so (1), in another case (2), in another form (3), or is another name of "
              "the same (4), but for conflicts; again, none of it.", "Occurrences"),
    _key_only("occurrences.scope", "occurrences", "All documents", ("Tab",),
              "Looks in all documents; again, in this one only.", "Occurrences"),
    _key_only("occurrences.up", "occurrences", "Up", ("Up",), "To the occurrence above.", "Occurrences"),
    _key_only("occurrences.down", "occurrences", "Down", ("Down",), "To the occurrence below.", "Occurrences"),
    _key_only("occurrences.page_up", "occurrences", "A page up", ("PgUp",), "A dozen occurrences up.", "Occurrences"),
    _key_only("occurrences.page_down", "occurrences", "A page down", ("PgDn",), "A dozen occurrences down.",
              "Occurrences"),
    _key_only("occurrences.first", "occurrences", "First", ("Home",), "To the first occurrence.", "Occurrences"),
    _key_only("occurrences.last", "occurrences", "Last", ("End",), "To the last occurrence.", "Occurrences"),
    _key_only("occurrences.cancel", "occurrences", "Back", ("Esc",), "Goes back to the page; nothing is changed.",
              "Occurrences"),
)

_EVERYWHERE = (
    Action("everywhere.undo", "everywhere", "Undo", ("Ctrl+Z",),
           "Takes back the latest step, in whatever document.", "Everywhere"),
    Action("everywhere.redo", "everywhere", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"),
           "Does again what was undone.", "Everywhere"),
    Action("everywhere.open", "everywhere", "Open a document by name", ("Ctrl+P",),
           "Shows the documents: type some letters of the one meant.", "Everywhere"),
    Action("everywhere.palette", "everywhere", "Every command by name", ("Ctrl+K",),
           "Shows every command.", "Everywhere"),
    Action("everywhere.keys", "everywhere", "All keys", ("?",), "Shows what every key does.", "Everywhere"),
    Action("everywhere.guideline", "everywhere", "Guideline", ("F1",),
           "Shows the guideline of what is current.", "Everywhere"),
    Action("everywhere.preferences", "everywhere", "Preferences", ("Ctrl+,",), "Opens the preferences.", "Everywhere"),
    Action("everywhere.density", "everywhere", "Chips, colours only, current event only", ("Ctrl+D",),
           "Shows less on the page, so that more text fits; again for the next way.", "Everywhere"),
    Action("everywhere.zoom_in", "everywhere", "Larger text", ("Ctrl++", "Ctrl+="),
           "Makes the text larger.", "Everywhere"),
    Action("everywhere.zoom_out", "everywhere", "Smaller text", ("Ctrl+-",), "Makes the text smaller.", "Everywhere"),
    Action("everywhere.zoom_reset", "everywhere", "Text in its normal size", ("Ctrl+0",),
           "Brings the text back to 100 %.", "Everywhere"),
    Action("everywhere.next_problem", "everywhere", "Next problem", ("F8",),
           "Goes to the next thing that is wrong, or likely to be, and says what would mend it.", "Everywhere"),
    Action("everywhere.previous_problem", "everywhere", "Previous problem", ("Shift+F8",),
           "Goes to the problem before.", "Everywhere"),
    Action("everywhere.next_panel", "everywhere", "Next panel", ("F6",),
           "Leaves the page for the next panel.", "Everywhere"),
    Action("everywhere.previous_panel", "everywhere", "Previous panel", ("Shift+F6",),
           "Goes to the panel before.", "Everywhere"),
)
# fmt: on

ACTIONS: tuple[Action, ...] = (
    _MOVE
    + _DECIDE
    + _EDGES
    + _ADD
    + _COPY
    + _GO
    + _HINT
    + _CHOOSE
    + _PICK
    + _FORM
    + _TYPE
    + _ROLES
    + _PAST
    + _PROBLEM
    + _OCCURRENCES
    + _EVERYWHERE
)


def actions_of(mode: ModeName) -> tuple[Action, ...]:
    """The actions of one mode, in the order of the table."""
    return tuple(action for action in ACTIONS if action.mode == mode)


def keymap(mode: ModeName, actions: tuple[Action, ...] = ACTIONS) -> Mapping[str, str]:
    """From key to action id, for one mode."""
    return {key: action.id for action in actions if action.mode == mode for key in action.keys}


def find_action(action_id: str) -> Action | None:
    """The action with this id, or None."""
    return _BY_ID.get(action_id)


_BY_ID = {action.id: action for action in ACTIONS}
