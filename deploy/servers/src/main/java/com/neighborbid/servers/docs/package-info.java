/// What every service's OpenAPI document is checked for.
@NullMarked
package com.neighborbid.servers.docs;

import org.jspecify.annotations.NullMarked;
