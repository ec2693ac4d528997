"""`python -m supply`: writes the bill of materials anew."""

from supply.bill import BILL, bill, written

if __name__ == "__main__":
    BILL.write_text(written(bill()), encoding="utf-8")
