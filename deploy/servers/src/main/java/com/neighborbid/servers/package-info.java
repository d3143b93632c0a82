/// The real PostgreSQL, Kafka and Redis as child processes, for the local stack and for tests.
///
/// [com.neighborbid.servers.ManagedProcess] knows how to start, stop, kill and freeze one process;
/// the three servers add their files, settings and the question "are you ready?".
/// [com.neighborbid.servers.TestServers] shares one of each among all tests of a JVM.
@NullMarked
package com.neighborbid.servers;

import org.jspecify.annotations.NullMarked;
