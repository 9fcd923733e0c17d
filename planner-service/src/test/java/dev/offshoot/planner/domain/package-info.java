@NullMarked
package dev.offshoot.planner.domain;

import org.jspecify.annotations.NullMarked;
