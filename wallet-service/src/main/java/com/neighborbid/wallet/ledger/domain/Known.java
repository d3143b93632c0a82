package com.neighborbid.wallet.ledger.domain;

import java.util.Optional;

/// What is known, before a command is decided, of the things it touches.
///
/// @param seen whether the command's request or credit id was decided before
public record Known(Optional<Wallet> wallet, Optional<Position> position, boolean seen) {}
