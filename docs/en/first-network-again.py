# %% [raw]
# ---
# description: The first network again.
# ---

# %% [markdown]
# # The first network again {#first-network-again}
