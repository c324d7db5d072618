"""Who stands where or spoke of what, as an answer in the making: a module a way of asking."""
