/// What tests need of the world around the service.
package com.neighborbid.user.support;
