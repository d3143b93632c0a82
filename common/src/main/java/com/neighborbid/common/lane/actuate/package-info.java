/// The operator's view of lanes: the actuator endpoint `lanes`.
///
/// It appears by auto-configuration where a service exposes it
/// (`management.endpoints.web.exposure.include`), on the service's own port, which is not public.
@NullMarked
package com.neighborbid.common.lane.actuate;

import org.jspecify.annotations.NullMarked;
