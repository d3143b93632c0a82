/// Wallets against their own history, a few every minute.
@NullMarked
package com.neighborbid.wallet.selfaudit;

import org.jspecify.annotations.NullMarked;
