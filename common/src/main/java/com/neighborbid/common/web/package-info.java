/// What every HTTP edge needs: problem details, request ids, bounded bodies, pages and text rules.
///
/// The classes with `Filter`, `Advice`, `Resolver` and `Configuration` in their names are for
/// servlet applications and appear by auto-configuration; the others are plain and usable
/// everywhere.
@NullMarked
package com.neighborbid.common.web;

import org.jspecify.annotations.NullMarked;
