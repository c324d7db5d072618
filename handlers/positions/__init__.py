"""What was said by whom on what, as an answer in the making: a module a way of asking."""
