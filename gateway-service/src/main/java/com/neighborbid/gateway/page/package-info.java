/// The web page: static files and how they are served.
@NullMarked
package com.neighborbid.gateway.page;

import org.jspecify.annotations.NullMarked;
