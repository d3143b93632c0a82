/// How a service looks every minute, at little cost, whether its own rows still are what the audit
/// demands of them.
@NullMarked
package com.neighborbid.common.selfaudit;

import org.jspecify.annotations.NullMarked;
