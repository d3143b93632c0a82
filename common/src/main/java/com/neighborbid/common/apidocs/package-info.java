/// What the OpenAPI documents of all services have in common: who may call, how pages are asked
/// for, and how refusals look.
@NullMarked
package com.neighborbid.common.apidocs;

import org.jspecify.annotations.NullMarked;
