# %% [raw]
# ---
# description: 첫 신경망 다시 보기.
# ---

# %% [markdown]
# # 첫 신경망 다시 보기 {#first-network-again}
