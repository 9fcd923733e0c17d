package dev.offshoot.monitor.domain;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;

/**
 * What one member said of itself and of the others, over a direct connection.
 *
 * @param address who
 * @param status replSetGetStatus; not to be had from an arbiter with access control
 * @param activity locks and index builds; likewise
 * @param version version of its mongod
 */
public record MemberReading(
    MemberAddress address,
    Answer<ReplicaSetStatus> status,
    Answer<MemberActivity> activity,
    Answer<String> version) {}
