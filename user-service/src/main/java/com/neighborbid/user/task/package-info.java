/// To-do lists: what a sale asks of seller and buyer, and what people note for themselves.
///
/// Every change is shown on the owner's open sockets after its commit. A buyer's receipt is told to
/// wallet-service, again and again until it is heard.
@NullMarked
package com.neighborbid.user.task;

import org.jspecify.annotations.NullMarked;
