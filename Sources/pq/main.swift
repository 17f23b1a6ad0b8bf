print("pq")
