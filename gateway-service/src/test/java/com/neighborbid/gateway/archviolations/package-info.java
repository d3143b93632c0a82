/// One violation of each architecture rule, so that every rule is seen red. Nothing uses them.
package com.neighborbid.gateway.archviolations;
