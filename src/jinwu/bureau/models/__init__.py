"""What is stored of a bureau: units, people, certificates, accounts, sign-ins, deputies, entrustments, equipment."""

from .accounts import ApiToken, Deputy, ReviewerQualification, RoleHolding, User
from .entrustments import Entrustment, EntrustmentLine
from .equipment import Equipment, EquipmentIssue, EquipmentKind, EquipmentStatus
from .people import (
    Certificate,
    CertificateChange,
    CertificateEvent,
    CertificateStatus,
    Officer,
    OfficerKind,
    PinFailure,
    Posting,
)
from .signing import Authenticator, Passkey, RecoveryCode, Session
from .units import Standing, Unit, UnitKind, UnitVersion

__all__ = [
    "ApiToken",
    "Authenticator",
    "Certificate",
    "CertificateChange",
    "CertificateEvent",
    "CertificateStatus",
    "Deputy",
    "Entrustment",
    "EntrustmentLine",
    "Equipment",
    "EquipmentIssue",
    "EquipmentKind",
    "EquipmentStatus",
    "Officer",
    "OfficerKind",
    "Passkey",
    "PinFailure",
    "Posting",
    "RecoveryCode",
    "ReviewerQualification",
    "RoleHolding",
    "Session",
    "Standing",
    "Unit",
    "UnitKind",
    "UnitVersion",
    "User",
]
