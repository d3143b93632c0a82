/// What people say in rooms: who may, how much, and who may take it away again.
@NullMarked
package com.neighborbid.realtime.chat;

import org.jspecify.annotations.NullMarked;
