"""Cases: arms of one scenario, what was observed, and a question answered by paired differences."""
