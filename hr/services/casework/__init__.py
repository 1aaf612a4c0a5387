"""案卷: taking in events of the case loop, and measuring workload from them."""
