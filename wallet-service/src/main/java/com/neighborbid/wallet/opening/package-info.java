/// Opens a wallet for everybody who registers.
@NullMarked
package com.neighborbid.wallet.opening;

import org.jspecify.annotations.NullMarked;
