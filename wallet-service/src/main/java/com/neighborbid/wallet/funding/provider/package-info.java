/// Money by way of a payment provider.
///
/// ```
/// user ─ deposit ─▶ ProviderFunding ─ create ─▶ PaymentProvider (HttpPaymentProvider)
///                                                    │ signed webhook: once, twice, late, never
///                 WebhookController ◀────────────────┤
///                        │                           │ asked
///                        ▼                           ▼
///                  ProviderDesk ◀──────────── ProviderCheck (db-scheduler)
///                        └─ Deposit, FinishPayout, ChargeBack ─▶ wallet.log
/// ```
///
/// What the provider says may come any number of times, in any order, from both sides: what it does
/// to money is decided by the ledger, which counts an id once. The rows here only remember what was
/// asked and heard.
@NullMarked
package com.neighborbid.wallet.funding.provider;

import org.jspecify.annotations.NullMarked;
