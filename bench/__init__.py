"""What the product costs, in calls, units, time and money: `make bench`. Never in the package."""
