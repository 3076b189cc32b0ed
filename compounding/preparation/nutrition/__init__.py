"""Parenteral nutrition of patients: entered or changed by a pharmacist, reckoned twice, signed.

``saving.py`` are the acts, ``finding.py`` what others ask: ``approved(session, order_id)`` gives
the order that may be made, with its sheet.
"""
