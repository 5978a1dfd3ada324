"""The staff site as a table: address, view, name. Each view says which permission it needs."""

from __future__ import annotations

from django.urls import path

from jinwu.ui import views as ui

from .views import (
    account,
    bank,
    casefile,
    copies,
    files,
    health,
    home,
    language,
    matter,
    matters,
    opening,
    registers,
    reports,
    scans,
    seals,
    signing,
    sitting,
    street,
    today,
    wordings,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    # signing in
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("account/", account.account, name="account"),
    path("account/password/", signing.password, name="password"),
    path("language/", language.language, name="set_language"),
    # parts of forms, and the style guide
    path("styles/", ui.styles, name="styles"),
    path("amount-words/", ui.amount_words, name="amount_words"),
    # work
    path("today/", today.today, name="today"),
    path("matters/", matters.matters, name="matters"),
    path("matters/new/", opening.new, name="matter_new"),
    path("matters/new/<slug:procedure>/<slug:step>/", opening.begin, name="matter_begin"),
    path("matters/new/<slug:procedure>/<slug:step>/<uuid:matter_id>/", opening.form, name="matter_open"),
    path("matters/new/<slug:procedure>/<slug:step>/<uuid:matter_id>/draft/", opening.draft, name="matter_open_draft"),
    path("matters/<uuid:matter_id>/", matter.matter, name="matter"),
    path("matters/<uuid:matter_id>/record/", matter.record, name="matter_record"),
    path("matters/<uuid:matter_id>/presence/", matter.present, name="matter_presence"),
    path("matters/<uuid:matter_id>/steps/<slug:key>/", matter.step, name="matter_step"),
    path("matters/<uuid:matter_id>/steps/<slug:key>/draft/", matter.draft, name="matter_draft"),
    path("matters/<uuid:matter_id>/steps/<slug:key>/paper/", matter.paper, name="matter_paper"),
    path("matters/<uuid:matter_id>/copies/<slug:key>/", copies.copy, name="matter_copy"),
    path("matters/<uuid:matter_id>/copies/<slug:key>/<int:seq>/", copies.copy, name="matter_copy_of"),
    path("matters/<uuid:matter_id>/casefile/<slug:volume>/", casefile.casefile, name="matter_casefile"),
    path("sitting/", sitting.sitting, name="sitting"),
    # the street
    path("street/", street.start, name="street"),
    path("street/violations/", street.violations, name="street_violations"),
    path("street/<uuid:matter_id>/", street.go, name="street_go"),
    path("street/<uuid:matter_id>/party/", street.party, name="street_party"),
    path("street/<uuid:matter_id>/check/", street.check, name="street_check"),
    path("street/<uuid:matter_id>/facts/", street.facts, name="street_facts"),
    path("street/<uuid:matter_id>/scale/", street.scale, name="street_scale"),
    path("street/<uuid:matter_id>/decision/", street.decision, name="street_decision"),
    path("street/<uuid:matter_id>/picture/", street.picture, name="street_picture"),
    path("street/<uuid:matter_id>/handover/", street.handover, name="street_handover"),
    path("street/<uuid:matter_id>/paper/<slug:paper>/", street.issued, name="street_paper"),
    path("street/<uuid:matter_id>/done/", street.done, name="street_done"),
    path("street/<uuid:matter_id>/save/<slug:page>/", street.save, name="street_save"),
    path("street/<uuid:matter_id>/discard/", street.discard, name="street_discard"),
    # papers, scans, photographs
    path("files/", files.upload, name="files"),
    path("files/<str:sha256>/", files.file, name="file"),
    path("documents/<uuid:document_id>/", files.document, name="document"),
    path("documents/<uuid:document_id>/editable/", files.editable, name="document_editable"),
    path("files/<str:sha256>/small/", files.small, name="file_small"),
    path("scans/", scans.start, name="scans"),
    path("scans/<int:pk>/", scans.scan, name="scan"),
    path("scans/<int:pk>/page/", scans.page, name="scan_page"),
    path("seals/", seals.start, name="seals"),
    # forms of documents
    path("forms/", wordings.start, name="forms"),
    path("forms/<slug:key>/", wordings.form, name="form"),
    path("forms/<slug:key>/page/<int:number>/", wordings.page, name="form_page"),
    path("forms/<slug:key>/write/", wordings.write, name="form_write"),
    path("forms/<slug:key>/look/", wordings.look, name="form_look"),
    path("forms/<slug:key>/wordings/<int:pk>/", wordings.wording, name="form_wording"),
    path("forms/<slug:key>/wordings/<int:pk>/page/<int:number>/", wordings.wording_page, name="form_wording_page"),
    path("forms/<slug:key>/wordings/<int:pk>/turn-in/", wordings.turn_in, name="form_turn_in"),
    path("forms/<slug:key>/wordings/<int:pk>/decide/", wordings.decide, name="form_decide"),
    # money
    path("bank/", bank.start, name="bank"),
    path("bank/days/", bank.days, name="bank_days"),
    path("bank/files/<int:pk>/", bank.file, name="bank_file"),
    path("bank/items/<int:pk>/", bank.item, name="bank_item"),
    # statistics
    path("reports/", reports.start, name="reports"),
    path("reports/<slug:unit>/<int:year>/", reports.report, name="report"),
    path("reports/<slug:unit>/<int:year>/file/<slug:format>/", reports.file, name="report_file"),
    path("reports/<slug:unit>/<int:year>/<str:code>/", reports.rows, name="report_rows"),
    path("reports/<slug:unit>/<int:year>/<str:code>/<str:line>/<str:column>/", reports.rows, name="report_cell"),
    # registers
    path("registers/", registers.index, name="registers"),
    path("registers/<slug:key>/", registers.listing, name="register"),
    path("registers/<slug:key>/add/", registers.add, name="register_add"),
    path("registers/<slug:key>/<str:row_id>/", registers.detail, name="register_row"),
    path("registers/<slug:key>/<str:row_id>/edit/", registers.edit, name="register_edit"),
    path("registers/<slug:key>/<str:row_id>/open/<slug:column>/", registers.reveal, name="register_open"),
]
