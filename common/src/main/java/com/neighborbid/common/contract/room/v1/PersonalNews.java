package com.neighborbid.common.contract.room.v1;

/// What travels on the Redis channel `user:{id}`: hints for one user's open sockets. The truth is
/// in the services' databases.
public sealed interface PersonalNews permits PersonalMessage, TaskChanged, NotificationAdded {}
