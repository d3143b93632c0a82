package com.neighborbid.user.account;

/// Told inside the transaction that gave an account an e-mail address.
public record EmailChanged(long userId) {}
