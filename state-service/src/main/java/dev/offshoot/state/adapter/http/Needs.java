package dev.offshoot.state.adapter.http;

import dev.offshoot.access.domain.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The role a call needs. A call that does not say needs the highest. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Needs {

  /** The least role that may make this call, whatever its body says. */
  Role value();
}
