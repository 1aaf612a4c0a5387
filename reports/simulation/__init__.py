"""Pay simulations on page, paper and in workbooks: what is changed, what it costs, who gains and loses."""
