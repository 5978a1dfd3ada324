"""The papers of the ordinary procedure, by the keys that steps name in `papers=[…]`.

Sheets that nobody waits for are no papers of a step: they are set on demand from the act they tell of (`copies`).
A step on one party names it in the input `party` (else p1); the state is the one after the step. Beside the state each
paper reads these fields of the step's input, all with a default where the law can do without:

| paper | reads |
|---|---|
| filing_approval · review_opinion · committee_minutes | – · – · place |
| not_filed | ground, reason |
| scene_record | place, began, ended, credential_shown, description, answers, party_present, witness, signed, refusal, signatures |
| inquiry_record | person, person_role, number, phone, address, place, began, ended, rights_told, text, answers, interpreter, guardian, signed, refusal, signatures |
| correction_order · correction_check | – · order, signed, signature |
| preservation_notice · appraisal_commission | kept_at · until, materials |
| sampling_notice | party, place, method, samples, witness |
| investigation_report | facts, evidence_text, opinion |
| prior_notice | party, lines (violation, kind, amount, tier, what), reasons |
| statement_record | party, text, person, person_role, place, began, ended, signed, signature |
| hearing_notice · hearing_record | hearing, party · hearing |
| penalty_decision | party |
| no_penalty_decision | party, ground, reason, education |
| revocation_decision · changed_decision | party, organ, document, reason · party, reason |
| corrected_penalty_decision … (`correcting`) | party, and what the deciding step read |
| service_receipt | outcome, received_by, relation, signature, witness, reference, address |
| service_announcement | party, paper, reason, content, published_on |
| instalment_approval · demand_notice | terms · party |
| inquiry_notice | person, party, on, place, materials |
| preservation_outcome · period_notice | preservation, note · told, until |
| help_letter · recusal_decision | organ, asked, due · party, officer, by, reason |
| advice_letter · designation_request | organ, found, advice, due · above, other, dispute, opinion |
| closing_report | outcome, opinion |
| transfer_letter · crime_transfer · crime_report | organ, reason · items, received_by · – |
"""

from __future__ import annotations

from jinwu.documents.templates import templates
from jinwu.matters.papers import PaperMaker, copies, papers

from . import paper_approvals as approvals
from . import paper_forms as forms
from . import paper_letters as letters
from . import paper_notices as notices
from . import paper_sheets as sheets
from .state import OrdinaryState

MAKERS = (
    letters.correction_order, letters.sampling_notice, letters.preservation_notice, letters.appraisal_commission, letters.prior_notice,
    letters.hearing_notice, letters.penalty_decision, letters.no_penalty_decision, letters.revocation_decision,
    letters.changed_decision,
    letters.instalment_approval, letters.demand_notice, letters.transfer_letter, letters.crime_transfer, letters.service_announcement,
    sheets.filing_approval, sheets.not_filed, sheets.scene_record, sheets.inquiry_record, sheets.statement_record,
    sheets.hearing_record, sheets.correction_check, sheets.investigation_report, sheets.crime_report, sheets.review_opinion,
    sheets.committee_minutes, sheets.service_receipt, sheets.closing_report, notices.inquiry_notice,
    notices.preservation_outcome, notices.period_notice, notices.recusal_decision, notices.help_letter,
    notices.advice_letter, notices.designation_request,
)  # fmt: skip

for make in MAKERS:
    form = templates[make.__name__]
    serial = "serial" if form.number_class else ""
    papers.add(form.key, PaperMaker(form.key, form.chinese, form.key, make, serial, form.number_class))


def _announced(state: OrdinaryState, entry: int) -> bool:
    """Whether the hearing that this act set a day for is open."""
    return any(one.scheduled == entry and one.open_to_public for one in state.hearings)


def _stated(state: OrdinaryState, entry: int) -> bool:
    """Whether a party stated something to be rechecked."""
    return any(one.statement != "" for one in state.notices)


def _photographed(state: OrdinaryState, entry: int) -> bool:
    """Whether photographs came with this act."""
    return any(one.entry == entry and one.kind == "photo" for one in state.evidence)


def _named(state: OrdinaryState, entry: int) -> bool:
    """Whether this act named a party, who may then be represented."""
    return any(one.entry == entry and one.role == "party" and one.kind for one in state.parties)


def _confiscated(state: OrdinaryState, entry: int) -> bool:
    """Whether the decision that this act made confiscates anything."""
    numbers = {one.number for one in state.papers if one.entry == entry and one.paper == "penalty_decision"}
    return any(line.kind == "confiscation" for one in state.decisions if one.number in numbers for line in one.lines)


#: The file has the photographs themselves on its pages; the party's form is the party's.
NOT_BOUND = ("photo_sheet", "power_of_attorney")
#: The sheets of single acts: maker, the steps that have one, and of which of their acts.
for make, steps, only in (
    (notices.address_confirmation, ("confirm_address",), None),
    (approvals.recheck_opinion, ("recheck",), _stated),
    (notices.hearing_announcement, ("schedule_hearing",), _announced),
    (approvals.hearing_report, ("report_hearing",), None),
    (approvals.decision_approval, ("decide", "decide_none"), None),
    (forms.clue_registration, ("register_clue",), None),
    (forms.filing_withdrawal, ("withdraw_filing",), None),
    (forms.preservation_approval, ("preserve",), None),
    (forms.photo_sheet, ("check_clue", "record_scene", "take_samples", "check_correction"), _photographed),
    (forms.power_of_attorney, ("file", "identify_party", "add_party"), _named),
    (forms.hearing_request, ("request_hearing",), None),
    (forms.confiscation_list, ("decide",), _confiscated),
):
    form = templates[make.__name__]
    bound = form.key not in NOT_BOUND
    copies.add(form.key, PaperMaker(form.key, form.chinese, form.key, make, procedure="ordinary", of_steps=steps, only=only,
                                    bound=bound))  # fmt: skip
