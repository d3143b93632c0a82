/// The whole of NeighborBid on one machine: PostgreSQL, Kafka, Redis and the five services as
/// processes of their own.
///
/// ```
/// LocalStack          starts and stops everything, in this order; main of `make run`
///   StackOptions      where, on which ports, with which limits
///   PortCheck         says what is taken before anything is started
///   Infrastructure    PostgreSQL, Kafka, Redis
///   ServiceProcess    one instance of a service, to be killed, frozen and restarted by tests
/// DemoData            what a newcomer finds: people, auctions, first bids
/// ```
@NullMarked
package com.neighborbid.local;

import org.jspecify.annotations.NullMarked;
