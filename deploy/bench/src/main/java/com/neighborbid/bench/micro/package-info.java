/// The pure core and the codecs alone, by JMH.
@NullMarked
package com.neighborbid.bench.micro;

import org.jspecify.annotations.NullMarked;
