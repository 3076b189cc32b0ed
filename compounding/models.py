"""Every table of the record; importing this module makes `Base.metadata` complete."""

import compounding.cleanroom.models
import compounding.ledger.entry
import compounding.ledger.heads
import compounding.ledger.invitations
import compounding.ledger.people
import compounding.ledger.sessions
import compounding.ledger.signatures
import compounding.ledger.stations
import compounding.ledger.tries
import compounding.preparation.models
import compounding.preparation.nutrition.models
import compounding.stock.models  # noqa: F401 - these imports are for their tables
