"""What the product is made of: the locks read, the licences listed, the bill of materials written."""
