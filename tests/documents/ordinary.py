"""Facts of the papers of the ordinary procedure: one full and one bare mapping for each."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from tests.documents.papers import BEFORE_2024, COMPANY, NOON, OFFICERS, VENDOR

from jinwu.kit.clock import ZONE

ORGAN = "阳泉市城市管理局"
DAY = date(2023, 5, 10)
CONTACT = "阳泉市城区南大街1号　0353-0000000"
FACTS = (
    "现场堆放砂石、水泥等建筑材料，占用人行道长12米、宽2.5米，面积30平方米。\n"
    "当事人未办理占道许可手续，经责令改正后逾期仍未清理。"
)
AT = datetime(2023, 4, 3, 9, 5, tzinfo=ZONE)
LATER = datetime(2023, 4, 3, 10, 20, tzinfo=ZONE)


def finding(**changes: Any) -> dict[str, Any]:
    return {
        "act": "擅自占用城市道路堆放建筑材料", "act_at": AT, "act_to": datetime(2023, 4, 6, 17, 0, tzinfo=ZONE),
        "place": "阳泉市矿区桃南西路26号门前人行道", "facts": FACTS, "rule": "《城市道路管理条例》第二十七条第一项",
        "basis": "《城市道路管理条例》第四十二条", "discretion": "“一般”（占用面积五平方米以上不足二十平方米，影响通行）",
    } | changes  # fmt: skip


PROOFS = [
    {"kind": "勘验笔录、现场笔录", "title": "《现场检查（勘验）笔录》1份", "source": "2023年4月3日制作",
     "proves": "占用的位置和面积"},
    {"kind": "视听资料", "title": "现场照片6张、执法记录仪录像1段", "proves": "堆放的材料和现场状况"},
    {"kind": "当事人的陈述", "title": "武建军询问笔录1份", "source": "2023年4月6日制作"},
]  # fmt: skip
OPINIONS = [
    {"role": "承办人意见", "opinion": "建议立案调查。", "name": "郝文斌、王婧", "at": NOON},
    {"role": "承办机构负责人意见", "opinion": "同意。", "name": "李建忠", "at": NOON},
    {"role": "行政机关负责人意见"},
]
LETTER = {"organ": ORGAN, "issued_on": DAY, "contact": CONTACT}
RECORD = {
    "organ": ORGAN, "case": "山西晋昱建设工程有限公司擅自占用城市道路案", "began": AT, "ended": LATER,
    "place": "阳泉市矿区桃南西路26号", "officers": OFFICERS,
}  # fmt: skip
QUESTIONS = (
    "问：请介绍你的身份和单位情况。\n答：我叫武建军，是山西晋昱建设工程有限公司的法定代表人。\n"
    "问：门前人行道上的砂石、水泥是谁堆放的？\n答：是我公司装修门面临时堆放的，四月三日早上卸的货。\n"
    "问：是否办理过占用道路的审批手续？\n答：没有办理。"
)
DECISION = {"decision": "阳城管罚决字〔2023〕第18号", "decided_on": date(2023, 5, 10)}

FULL: dict[str, dict[str, Any]] = {
    "filing_approval": {
        "organ": ORGAN, "unit": "直属二中队", "number": "阳城管立字〔2023〕第21号", "source": "巡查发现",
        "received_at": AT, "parties": [COMPANY], "act": "擅自占用城市道路堆放建筑材料", "act_at": AT,
        "place": "阳泉市矿区桃南西路26号门前人行道", "summary": FACTS, "rule": "《城市道路管理条例》第二十七条第一项",
        "basis": "《中华人民共和国行政处罚法》第五十四条第二款", "officers": OFFICERS, "filed_on": date(2023, 4, 4),
        "due": date(2023, 7, 3), "opinions": OPINIONS,
    },
    "not_filed": {
        "organ": ORGAN, "unit": "直属二中队", "source": "群众举报", "received_at": AT, "parties": [VENDOR],
        "summary": "举报人反映某摊点占道经营。", "finding": "经现场核查，摊点位于划定的便民经营区内。",
        "reason": "没有违法事实，不符合立案条件。", "officers": OFFICERS, "reporter_told": "2023年4月5日电话答复",
        "opinions": OPINIONS,
    },
    "scene_record": RECORD | {
        "party": COMPANY, "present": "武建军（法定代表人）", "description": FACTS, "witness": "王秀兰（桃南社区工作人员）", "signer": {"signed": "signed"},
    },
    "inquiry_record": RECORD | {
        "person": "武建军", "role": "法定代表人", "id_number": "140302197501011230", "phone": "13800000000",
        "address": "阳泉市城区南大街12号院", "time": 2, "interpreter": "古丽", "guardian": "武父", "rights_told": True, "text": QUESTIONS,
        "signer": {"signed": "signed"},
    },
    "sampling_notice": LETTER | {
        "number": "阳城管抽字〔2023〕第2号", "party": COMPANY, "act": "未按规定处置建筑垃圾", "drawn_at": AT, "place": "阳泉市矿区桃南西路26号工地",
        "method": "按四分法随机抽取，分装两份，一份送检，一份留存。", "witness": "王秀兰", "officers": OFFICERS,
        "samples": [{"name": "渣土", "kind": "粒径不大于40毫米", "drawn_from": "30立方米", "drawn": "2千克", "code": "CY-2023-01"},
                    {"name": "泥浆", "drawn_from": "5立方米", "drawn": "500毫升", "code": "CY-2023-02"}],
    },
    "preservation_notice": LETTER | {
        "number": "阳城管存字〔2023〕第3号", "party": VENDOR, "act": "擅自占用城市道路摆摊经营",
        "items": ["三轮车1辆，红色，无号牌", "电子秤1台，型号ACS-30"], "in_place": False,
        "kept_at": "阳泉市城市管理局罚没物品仓库", "since": AT, "days": 7, "until": date(2023, 4, 13),
        "officers": OFFICERS,
    },
    "appraisal_commission": LETTER | {
        "number": "阳城管委字〔2023〕第2号", "institution": "山西某工程造价咨询有限公司", "kind": "价格认定",
        "case": "张建国擅自搭建建筑物", "party": VENDOR, "question": "涉案建筑物的工程造价。",
        "materials": ["现场检查（勘验）笔录复印件1份", "施工图纸1套"], "since": AT, "due": date(2023, 4, 28),
        "officers": OFFICERS,
    },
    "correction_order": LETTER | {
        "number": "阳城管责改字〔2023〕第9号", "party": COMPANY, "act": "擅自占用城市道路堆放建筑材料", "act_at": AT,
        "place": "阳泉市矿区桃南西路26号门前人行道", "rule": "《城市道路管理条例》第二十七条第一项",
        "basis": "《中华人民共和国行政处罚法》第二十八条第一款", "kind": "by_day", "requirement": "清除全部建筑材料，恢复人行道原状。",
        "due": date(2023, 4, 6), "remedies": BEFORE_2024, "officers": OFFICERS,
    },
    "correction_check": {
        "organ": ORGAN, "party": COMPANY, "order": "阳城管责改字〔2023〕第9号", "ordered_on": date(2023, 4, 3),
        "requirement": "清除全部建筑材料，恢复人行道原状。", "due": date(2023, 4, 6), "checked_at": AT,
        "place": "阳泉市矿区桃南西路26号门前", "found": "仍有砂石约2立方米未清除。", "outcome": "部分改正",
        "officers": OFFICERS, "signer": {"signed": "refused", "note": "当事人称需请示公司，拒绝签名，全程录像。"},
    },
    "reminder": LETTER | {
        "number": "阳城管提字〔2023〕第52号", "party": VENDOR, "act": "占用城市道路摆摊经营", "act_at": AT,
        "place": "阳泉市城区德胜东街", "facts": "摆放水果筐六只。", "rule": "《城市道路管理条例》第二十七条第一项",
        "requirement": "撤除摊位，清理垃圾。", "due": date(2023, 4, 4), "promise": "我承诺今后到便民市场经营。",
        "officers": OFFICERS, "received": {"at": NOON, "signature": "M20 60 C40 10 60 90 80 40"},
    },
    "investigation_report": {
        "organ": ORGAN, "unit": "直属二中队", "filing": "阳城管立字〔2023〕第21号", "case": "山西晋昱建设工程有限公司擅自占用城市道路案",
        "filed_on": date(2023, 4, 4), "closed_on": date(2023, 4, 20), "parties": [COMPANY], "officers": OFFICERS,
        "findings": [finding()], "evidence": PROOFS, "evidence_text": "上述证据来源合法，相互印证。",
        "circumstances": "占用面积较大。", "correction": "2023年4月3日责令限期改正，复查时部分改正。", "proposal": "建议处罚款人民币壹万贰仟元。",
        "opinions": OPINIONS,
    },
    "review_opinion": {
        "organ": ORGAN, "unit": "直属二中队", "case": "山西晋昱建设工程有限公司擅自占用城市道路案",
        "parties": ["山西晋昱建设工程有限公司"], "occasion": "告知前审核",
        "points": [{"title": "行政执法主体合法，执法人员具备执法资格", "passed": True},
                   {"title": "裁量基准适用适当", "passed": False}],
        "conclusion": "建议变更", "opinion": "建议按“较轻”档次处罚。", "reviewer": "赵敏", "at": NOON,
    },
    "committee_minutes": {
        "organ": ORGAN, "sitting": "2023年第4次", "level": "局案件审理委员会", "case": "山西晋昱建设工程有限公司擅自占用城市道路案",
        "parties": ["山西晋昱建设工程有限公司"], "at": NOON, "place": "三楼会议室", "chair": "周志刚", "members": 5,
        "counsel": "程序合法。", "report": FACTS,
        "votes": [{"name": "周志刚", "vote": "同意", "reason": "事实清楚。"}, {"name": "刘芳", "vote": "建议变更", "reason": "应当从轻。"}],
        "outcome": "同意", "conclusion": "同意处罚款人民币壹万贰仟元。",
    },
    "prior_notice": LETTER | {
        "number": "阳城管告字〔2023〕第16号", "party": COMPANY, "findings": [finding()], "evidence": PROOFS,
        "penalties": [{"kind": "罚款", "amount": "12000"}], "statement_days": 5, "hearing_right": True,
        "hearing_days": 5, "address": "阳泉市城区南大街1号",
    },
    "statement_record": RECORD | {
        "party": COMPANY, "notice": "阳城管告字〔2023〕第16号", "person": "武建军", "role": "法定代表人",
        "text": "我公司已经清理完毕，经营困难，请求从轻处罚。", "signer": {"signed": "signed", "signature": "M20 60 L80 40"},
    },
    "hearing_notice": LETTER | {
        "number": "阳城管听字〔2023〕第1号", "party": COMPANY, "case": "擅自占用城市道路堆放建筑材料",
        "requested_on": date(2023, 4, 27), "on": datetime(2023, 5, 12, 9, 30, tzinfo=ZONE), "place": "局二楼听证室",
        "open_to_public": False, "why_closed": "涉及商业秘密", "presider": "赵敏", "recorder": "孙丽", "postponed": True,
    },
    "hearing_record": RECORD | {
        "parties": ["山西晋昱建设工程有限公司", "张建国"], "presider": "赵敏", "recorder": "孙丽",
        "present": [{"role": "委托代理人", "name": "钱律师"}, {"role": "调查人员", "name": "郝文斌"}],
        "text": "主持人宣布听证开始，核对参加人身份。\n调查人员提出违法事实、证据和处罚建议。\n当事人进行申辩和质证。",
    },
    "penalty_decision": LETTER | {
        "number": "阳城管罚决字〔2023〕第18号", "party": COMPANY, "filed_on": date(2023, 4, 4), "findings": [finding()],
        "evidence": PROOFS,
        "told": {"number": "阳城管告字〔2023〕第16号", "served_on": date(2023, 4, 25), "hearing_right": True, "reply": "stated",
                 "statement": "已经清理完毕，请求从轻处罚", "answer": "清理发生在复查之后，不符合从轻处罚的情形，不予采纳",
                 "hearing": "held", "heard_on": date(2023, 5, 5)},
        "circumstances": "当事人在限期内部分改正，属于一般情节。",
        "penalties": [{"kind": "罚款", "amount": "12000"}, {"kind": "没收非法财物", "detail": "砂石2立方米"}],
        "correction": {"by": date(2023, 5, 20)},
        "payment": {"days": 15, "payee": "中国工商银行阳泉分行各营业网点", "address": "阳泉市城区德胜街8号", "code": "14030023000000520013",
                    "surcharge": "0.03"},
        "performance": "没收的物品由本机关依法处理。", "remedies": BEFORE_2024,
    },
    "no_penalty_decision": LETTER | {
        "number": "阳城管不罚字〔2023〕第2号", "party": VENDOR, "filed_on": date(2023, 4, 4), "findings": [finding()], "evidence": PROOFS,
        "ground": "违法行为轻微并及时改正，没有造成危害后果。", "basis": "《中华人民共和国行政处罚法》第三十三条第一款",
        "correction": {"at_once": True}, "education": "宣讲了城市道路管理的规定。", "remedies": BEFORE_2024,
    },
    "revocation_decision": LETTER | {
        "number": "阳城管撤字〔2023〕第1号", "party": COMPANY, "revoked": "阳城管罚决字〔2023〕第18号", "revoked_on": DAY,
        "ground": "告知书未载明听证权利，违反法定程序。", "basis": "《中华人民共和国行政处罚法》第七十五条第二款", "refund": "12000",
        "sequel": "本案由本机关重新调查处理。", "remedies": BEFORE_2024,
    },
    "changed_decision": LETTER | {
        "number": "阳城管变字〔2023〕第1号", "party": COMPANY, "changed": "阳城管罚决字〔2023〕第18号", "changed_on": DAY,
        "ground": "复查发现占用面积认定偏大，裁量不当。", "basis": "《中华人民共和国行政处罚法》第七十五条第二款",
        "before": [{"kind": "罚款", "amount": "12000"}], "penalties": [{"kind": "罚款", "amount": "8000"}], "credited": "6000",
        "payment": {"days": 15, "payee": "中国工商银行阳泉分行", "surcharge": "0.03"}, "owed": "2000", "refund": "500",
        "performance": "应当自收到本决定书之日起履行。", "remedies": BEFORE_2024,
    },
    "service_receipt": {
        "organ": ORGAN, "case": "山西晋昱建设工程有限公司擅自占用城市道路案",
        "papers": [{"title": "行政处罚决定书", "number": "阳城管罚决字〔2023〕第18号"}, {"title": "缴款通知单"}],
        "addressee": "山西晋昱建设工程有限公司", "address": "阳泉市矿区桃南西路26号", "method": "留置送达", "served_at": NOON,
        "receiver": "", "relation": "收发人员", "witness": "王秀兰（桃南社区工作人员）", "officers": OFFICERS,
        "signer": {"signed": "refused", "note": "收发人员称无权签收，已将文书留置前台，全程录像。"}, "note": "照片3张附后。",
    },
    "service_announcement": {
        "organ": ORGAN, "party": "山西晋昱建设工程有限公司", "paper": "行政处罚决定书", "number": "阳城管罚决字〔2023〕第18号",
        "reason": "因采用其他方式均无法向你单位送达", "content": "对你单位处罚款人民币壹万贰仟元整。", "days": 30,
        "collect_at": "阳泉市城市管理局法制科", "published_on": DAY, "contact": CONTACT,
    },
    "instalment_approval": LETTER | DECISION | {
        "number": "阳城管延字〔2023〕第1号", "party": COMPANY, "amount": "12000", "requested_on": date(2023, 5, 12),
        "reason": "经营困难，一次性缴纳确有困难",
        "instalments": [{"by": date(2023, 6, 30), "amount": "6000"}, {"by": date(2023, 9, 30), "amount": "6000"}],
        "payee": "中国工商银行阳泉分行各营业网点",
    },
    "demand_notice": LETTER | DECISION | {
        "number": "阳城管催字〔2023〕第4号", "party": COMPANY, "served_on": date(2023, 5, 11), "duty": "缴纳罚款人民币壹万贰仟元整",
        "fine": "12000", "surcharge": "3600", "counted_on": date(2023, 6, 5), "days": 10,
        "payee": "中国工商银行阳泉分行各营业网点", "basis": "《中华人民共和国行政强制法》第五十四条",
    },
    "closing_report": {
        "organ": ORGAN, "unit": "直属二中队", "number": "阳城管立字〔2023〕第21号", "case": "山西晋昱建设工程有限公司擅自占用城市道路案",
        "filed_on": date(2023, 4, 4), "officers": OFFICERS, "facts": FACTS,
        "parties": [{"party": "山西晋昱建设工程有限公司", "decision": "阳城管罚决字〔2023〕第18号", "decided_on": DAY,
                     "penalties": [{"kind": "罚款", "amount": "12000"}], "served": "2023年5月11日直接送达",
                     "performed": "2023年5月20日缴清"}],
        "outcome": "处罚决定执行完毕", "closed_on": date(2023, 6, 1), "opinions": OPINIONS,
    },
    "crime_transfer": LETTER | {
        "number": "阳城管移刑字〔2023〕第1号", "addressee": "阳泉市公安局", "case": "山西晋昱建设工程有限公司擅自挖掘城市道路案",
        "crime": "过失损坏易燃易爆设备罪", "parties": [COMPANY], "facts": FACTS,
        "basis": "《中华人民共和国行政处罚法》第二十七条第一款", "materials": ["涉嫌犯罪案件情况调查报告", "现场勘验笔录"],
        "things": [{"name": "破损管段", "kind": "PE管 DN110", "count": "1段", "note": "已封存"}, {"name": "挖掘机铲斗", "count": "1件"}],
        "officers": OFFICERS, "received_by": "李警官",
    },
    "crime_report": {
        "organ": ORGAN, "unit": "直属二中队", "case": "山西晋昱建设工程有限公司擅自挖掘城市道路案", "crime": "过失损坏易燃易爆设备罪",
        "began": DAY, "parties": [COMPANY], "officers": OFFICERS, "facts": FACTS, "proofs": PROOFS,
        "evidence": "以上证据相互印证，足以证明管道因机械开挖破裂。", "proposal": "建议移送公安机关。", "opinions": OPINIONS,
    },
    "clue_registration": {
        "organ": ORGAN, "unit": "直属二中队", "source": "投诉举报", "received_at": AT, "sender": "阳泉市住房和城乡建设局",
        "reported": "有举报人，信息另行登记并保密", "suspect": "山西晋昱建设工程有限公司", "place": "阳泉市矿区桃南西路26号门前人行道", "content": FACTS,
        "registered_by": "郝文斌", "registered_at": LATER, "opinions": OPINIONS,
    },
    "filing_withdrawal": {
        "organ": ORGAN, "unit": "直属二中队", "number": "阳城管立字〔2023〕第21号", "case": "山西晋昱建设工程有限公司擅自占用城市道路案",
        "filed_on": date(2023, 4, 4), "withdrawn_on": DAY, "parties": [COMPANY], "officers": OFFICERS, "summary": FACTS,
        "reason": "经查，当事人持有有效的占道许可，不存在违法事实。", "opinions": OPINIONS,
    },
    "photo_sheet": {
        "organ": ORGAN, "case": "山西晋昱建设工程有限公司擅自占用城市道路案", "party": "山西晋昱建设工程有限公司", "place": "阳泉市矿区桃南西路26号",
        "taken_by": "郝文斌、王婧", "at": AT, "shows": FACTS, "officers": OFFICERS,
        "photos": [{"title": "占道材料全景", "taken_at": AT, "digest": "0123456789abcdef" * 4}, {"digest": "fedcba9876543210" * 4}],
    },
    "preservation_approval": {
        "organ": ORGAN, "unit": "直属二中队", "case": "张建国擅自占用城市道路案", "party": VENDOR, "officers": OFFICERS,
        "items": ["三轮车1辆，红色，无号牌", "电子秤1台，型号ACS-30"], "in_place": False, "since": AT, "until": date(2023, 4, 13),
        "opinions": OPINIONS,
    },
    "preservation_outcome": LETTER | {
        "number": "阳城管存处字〔2023〕第3号", "party": VENDOR, "notice": "阳城管存字〔2023〕第3号", "since": AT,
        "items": ["三轮车1辆，红色，无号牌", "电子秤1台，型号ACS-30"], "outcome": "退还", "note": "请于十日内到本机关领取。", "officers": OFFICERS,
    },
    "period_notice": LETTER | {
        "number": "阳城管鉴告字〔2023〕第2号", "party": VENDOR, "case": "张建国擅自搭建建筑物", "institution": "山西某工程造价咨询有限公司",
        "kind": "价格认定", "question": "涉案建筑物的工程造价。", "since": AT, "until": date(2023, 4, 28),
    },
    "help_letter": LETTER | {
        "number": "阳城管协字〔2023〕第1号", "addressee": "阳泉市行政审批服务管理局", "case": "山西晋昱建设工程有限公司擅自占用城市道路",
        "party": "山西晋昱建设工程有限公司", "asked": "查询该公司占道许可的办理情况。", "due": date(2023, 4, 20), "officers": OFFICERS,
    },
    "power_of_attorney": {"organ": ORGAN, "case": "山西晋昱建设工程有限公司擅自占用城市道路案", "party": COMPANY},
    "recusal_decision": LETTER | {
        "number": "阳城管回避字〔2023〕第1号", "party": COMPANY, "case": "山西晋昱建设工程有限公司擅自占用城市道路", "officer": "郝文斌",
        "reason": "与本公司股东系近亲属", "successor": "刘洋",
    },
    "hearing_request": {
        "organ": ORGAN, "case": "山西晋昱建设工程有限公司擅自占用城市道路案", "party": COMPANY, "notice": "阳城管告字〔2023〕第16号",
        "served_on": date(2023, 4, 25), "requested_at": LATER, "manner": "邮寄", "reason": "处罚过重，请求听证。", "late": True,
        "received_by": "王婧", "strokes": "M20 60 L80 40",
    },
    "confiscation_list": {
        "organ": ORGAN, "case": "山西晋昱建设工程有限公司擅自占用城市道路案", "party": "山西晋昱建设工程有限公司",
        "decision": "阳城管罚决字〔2023〕第18号", "decided_on": DAY, "things": [{"name": "砂石2立方米"}, {"name": "违法所得", "amount": "500.00"}],
        "officers": OFFICERS,
    },
    "advice_letter": LETTER | {
        "number": "阳城管建字〔2023〕第1号", "addressee": "阳泉市矿区桃南街道办事处", "case": "山西晋昱建设工程有限公司擅自占用城市道路",
        "found": "辖区内装修施工占道堆放材料的情形较多。", "advice": "请督促物业服务企业登记装修施工并告知占道许可要求。", "due": date(2023, 6, 10),
    },
    "designation_request": LETTER | {
        "number": "阳城管请管字〔2023〕第1号", "addressee": "阳泉市人民政府", "case": "山西晋昱建设工程有限公司擅自占用城市道路",
        "party": "山西晋昱建设工程有限公司", "other": "阳泉市交通运输局", "dispute": "该路段是否属于公路用地，双方协商未能一致。",
        "opinion": "该路段已移交城市道路养护，应由本机关管辖。",
    },
    "inquiry_notice": LETTER | {
        "number": "阳城管询字〔2023〕第5号", "addressee": "山西晋昱建设工程有限公司", "organisation": True,
        "case": "山西晋昱建设工程有限公司擅自占用城市道路", "on": LATER, "place": "直属二中队询问室",
        "materials": ["法定代表人身份证明", "占道许可证件"], "officers": OFFICERS,
    },
    "address_confirmation": {
        "organ": ORGAN, "case": "山西晋昱建设工程有限公司擅自占用城市道路案", "party": COMPANY, "address": "阳泉市城区南大街12号院2号楼",
        "electronic": True, "channel": "电子邮箱 a@example.cn", "confirmed_on": DAY, "strokes": "M20 60 L80 40", "officers": OFFICERS,
    },
    "recheck_opinion": {
        "organ": ORGAN, "unit": "直属二中队", "case": "山西晋昱建设工程有限公司擅自占用城市道路案", "rechecked_on": DAY,
        "statements": [{"party": "山西晋昱建设工程有限公司", "notice": "阳城管告字〔2023〕第16号", "statement": "已经清理完毕，请求从轻处罚。"},
                       {"party": "张建国"}],
        "outcome": "部分予以采纳", "reason": "清理发生在复查之后，按一般情形裁量。", "changed": True, "officers": OFFICERS, "opinions": OPINIONS,
    },
    "hearing_announcement": {
        "organ": ORGAN, "case": "山西晋昱建设工程有限公司擅自占用城市道路", "on": LATER, "place": "局二楼听证室", "presider": "赵敏",
        "recorder": "孙丽", "published_on": DAY, "contact": CONTACT,
    },
    "hearing_report": {
        "organ": ORGAN, "unit": "政策法规科", "case": "山西晋昱建设工程有限公司擅自占用城市道路案", "parties": ["山西晋昱建设工程有限公司", "张建国"],
        "began": AT, "ended": LATER, "place": "局二楼听证室", "presider": "赵敏", "recorder": "孙丽",
        "present": [{"role": "委托代理人", "name": "钱律师"}], "proposal": FACTS, "defence": "已经清理完毕，请求从轻处罚。",
        "advice": "变更拟作出的处罚", "reported_on": DAY, "opinions": OPINIONS,
    },
    "decision_approval": {
        "organ": ORGAN, "unit": "直属二中队", "number": "阳城管罚决字〔2023〕第18号", "case": "山西晋昱建设工程有限公司擅自占用城市道路案",
        "filed_on": date(2023, 4, 4), "decided_on": DAY, "party": COMPANY, "officers": OFFICERS,
        "findings": [finding(), finding(act="随意倾倒建筑垃圾")], "evidence": PROOFS, "circumstances": "在限期内部分改正。",
        "rights": "2023年4月25日送达《行政处罚事先告知书》，当事人逾期未提出陈述、申辩意见。", "review": "同意。", "discussion": "同意处罚。",
        "penalties": [{"kind": "罚款", "amount": "12000"}, {"kind": "没收非法财物", "detail": "砂石2立方米"}],
        "correction": "责令立即改正。", "opinions": OPINIONS,
    },
    "transfer_letter": LETTER | {
        "number": "阳城管移字〔2023〕第1号", "addressee": "阳泉市公安局矿区分局", "case": "张建国倾倒危险废物", "party": VENDOR,
        "facts": FACTS, "reason": "当事人的行为涉嫌犯罪", "basis": "《中华人民共和国行政处罚法》第二十七条第一款",
        "materials": ["案卷材料1宗共68页", "扣押物品清单1份"], "officers": OFFICERS,
    },
}  # fmt: skip
#: Fields that may stay empty, taken away or emptied: the paper still prints, with what is unknown struck out.
BARE: dict[str, dict[str, Any]] = {
    "filing_approval": {"parties": [], "act_at": None, "due": None, "opinions": [{"role": "承办人意见"}]},
    "not_filed": {"parties": [], "finding": "", "officers": [], "reporter_told": "", "opinions": [{"role": "承办人意见"}]},
    "scene_record": {"party": None, "present": "", "credential_shown": False, "witness": "", "signer": {"signed": "absent"}},
    "inquiry_record": {"time": None, "role": "", "id_number": "", "phone": "", "address": "", "signer": {}},
    "sampling_notice": {"contact": "", "witness": "", "samples": [{"name": "渣土", "drawn_from": "一堆", "drawn": "2千克", "code": "1"}]},
    "preservation_notice": {"contact": "", "items": ["货架1组"]},
    "appraisal_commission": {"contact": "", "party": None, "materials": [], "due": None},
    "correction_order": {"contact": "", "kind": "at_once", "due": None, "remedies": None},
    "correction_check": {"due": None, "found": "", "signer": {}},
    "reminder": {"contact": "", "due": None, "promise": "", "received": None},
    "investigation_report": {"evidence_text": "", "circumstances": "", "correction": "", "facts": "另行查明的事实。"},
    "review_opinion": {"points": [], "opinion": ""},
    "committee_minutes": {"sitting": "", "place": "", "counsel": "", "report": ""},
    "prior_notice": {"contact": "", "address": "", "hearing_right": False, "hearing_days": None},
    "statement_record": {"role": "", "signer": {}},
    "hearing_notice": {"contact": "", "recorder": "", "open_to_public": True, "why_closed": "", "postponed": False},
    "hearing_record": {"recorder": "", "present": [], "open_to_public": False},
    "penalty_decision": {
        "contact": "", "filed_on": None, "circumstances": "", "performance": "", "payment": None,
        "penalties": [{"kind": "警告"}], "correction": {"why_not": "当事人已改正"},
        "told": {"number": "阳城管告字〔2023〕第16号", "served_on": date(2023, 4, 25), "reply": "lapsed"},
    },
    "no_penalty_decision": {
        "contact": "", "filed_on": None, "established": False, "evidence": [], "correction": None, "education": "",
    },
    "revocation_decision": {"contact": "", "refund": None, "sequel": ""},
    "changed_decision": {"contact": "", "credited": None, "payment": None, "owed": None, "refund": None, "performance": ""},
    "service_receipt": {"served_at": None, "relation": "", "witness": "", "signer": {}, "note": "", "papers": [{"title": "行政处罚决定书"}]},
    "clue_registration": {"sender": "", "suspect": "", "opinions": [{"role": "负责人批示"}]},
    "filing_withdrawal": {"number": "", "filed_on": None, "parties": [], "summary": "", "opinions": [{"role": "负责人审批意见"}]},
    "photo_sheet": {"party": "", "shows": "", "photos": [{"digest": "0123456789abcdef" * 4}]},
    "preservation_approval": {"items": ["货架1组"], "until": None, "opinions": [{"role": "负责人审批意见"}]},
    "preservation_outcome": {"contact": "", "items": ["货架1组"], "note": ""},
    "period_notice": {"contact": ""},
    "help_letter": {"contact": "", "party": "", "due": None},
    "advice_letter": {"contact": "", "due": None},
    "designation_request": {"contact": "", "party": ""},
    "power_of_attorney": {},
    "recusal_decision": {"contact": ""},
    "hearing_request": {"notice": "", "served_on": None, "reason": "", "late": False, "strokes": ""},
    "confiscation_list": {"things": [{"name": "砂石2立方米"}]},
    "inquiry_notice": {"contact": "", "organisation": False, "materials": []},
    "address_confirmation": {"electronic": False, "channel": "", "strokes": ""},
    "recheck_opinion": {"statements": [{"party": "张建国"}], "reason": "", "changed": False},
    "hearing_announcement": {"contact": "", "recorder": ""},
    "hearing_report": {"began": None, "ended": None, "place": "", "open_to_public": False, "recorder": "", "present": [], "proposal": "",
                       "defence": ""},
    "decision_approval": {"number": "", "filed_on": None, "findings": [finding(discretion="")], "evidence": [], "circumstances": "",
                          "rights": "", "review": "", "discussion": "", "penalties": [], "ground": "", "correction": ""},
    "service_announcement": {"collect_at": "", "contact": ""},
    "instalment_approval": {"contact": "", "requested_on": None, "instalments": [{"by": date(2023, 9, 30), "amount": "12000"}]},
    "demand_notice": {"contact": "", "served_on": None, "fine": None, "surcharge": None, "counted_on": None, "payee": ""},
    "closing_report": {"number": "", "filed_on": None, "facts": "", "parties": [{"party": "山西晋昱建设工程有限公司"}]},
    "crime_transfer": {"contact": "", "parties": [], "things": [], "received_by": ""},
    "crime_report": {"parties": [], "proofs": []},
    "transfer_letter": {"contact": "", "party": None, "materials": [], "officers": []},
}  # fmt: skip
#: The field that holds the long text of each paper.
LONG_FIELD: dict[str, str] = {
    "filing_approval": "summary", "not_filed": "summary", "scene_record": "description", "inquiry_record": "text",
    "sampling_notice": "method", "preservation_notice": "items", "appraisal_commission": "question", "correction_order": "requirement",
    "correction_check": "found", "reminder": "facts", "investigation_report": "findings", "review_opinion": "opinion",
    "committee_minutes": "report", "prior_notice": "findings", "statement_record": "text", "hearing_notice": "place",
    "hearing_record": "text", "penalty_decision": "findings", "no_penalty_decision": "findings",
    "revocation_decision": "ground", "changed_decision": "ground", "service_receipt": "note", "service_announcement": "content",
    "instalment_approval": "reason", "demand_notice": "duty", "closing_report": "facts", "transfer_letter": "facts",
    "crime_transfer": "facts", "crime_report": "facts", "inquiry_notice": "materials", "clue_registration": "content",
    "filing_withdrawal": "summary", "photo_sheet": "shows", "preservation_approval": "items", "preservation_outcome": "note",
    "period_notice": "question", "help_letter": "asked", "advice_letter": "found", "designation_request": "dispute", "power_of_attorney": "case", "recusal_decision": "reason",
    "hearing_request": "reason", "confiscation_list": "case", "address_confirmation": "address",
    "recheck_opinion": "reason", "hearing_announcement": "place", "hearing_report": "defence", "decision_approval": "rights",
}  # fmt: skip


#: Papers that name the party and no more.
NAME_ONLY = {
    "appraisal_commission", "prior_notice", "hearing_notice", "statement_record", "instalment_approval",
    "demand_notice", "transfer_letter", "period_notice", "recusal_decision",
}  # fmt: skip
#: The line of signatures at the foot of every page of a record.
FOOT = re.compile(
    r"(当事人（现场人员）：执法人员：|被询问人：询问人：记录人：|陈述申辩人：执法人员：|当事人（代理人）：主持人：记录人：|当事人：执法人员：|主持人：记录人：)"
)


def full(key: str, **changes: Any) -> dict[str, Any]:
    """Every field of the paper filled."""
    return FULL[key] | changes


def bare(key: str) -> dict[str, Any]:
    """Every optional field left open."""
    return FULL[key] | BARE[key]


def with_long_text(key: str, text: str) -> dict[str, Any]:
    """The paper with `text` where it holds its longest one."""
    name = LONG_FIELD[key]
    value: Any = text
    if name == "findings":
        value = [finding(facts=text)]
    elif name in ("items", "materials"):
        value = text.split("\n")
    return full(key, **{name: value})
