package org.echt.core.access;

/** Something a person or a program may be allowed to do. An API key is given rights one by one; a user gets those of roles. */
public enum Right {
    /** See products, batches, recalls, previews and what is known of an item. */
    READ,
    /** Add products and attributes, issue codes, import build records. */
    PRODUCE,
    /** Set attribute values and where an item is in its life. */
    DESCRIBE_ITEMS,
    /** Draft, preview, submit, pause and resume recalls and notices. */
    PREPARE_RECALLS,
    /** Publish, close or withdraw what somebody else submitted, or send it back. */
    APPROVE_RECALLS,
    /** Publish a STOP_USE alone; it lapses to CHECK unless somebody else signs in time. */
    BREAK_GLASS,
    /** Record that a recall's remedy was carried out, and correct such records. */
    RECORD_REMEDIES,
    /** Accept or refuse the proofs customers send. */
    REVIEW_PROOFS,
    /** See the evidence of both sides of a dispute about who owns an item, and decide it. */
    DECIDE_DISPUTES,
    /** See signs that codes were copied, and decide whether they were. */
    DECIDE_SIGNALS,
    /** Hand in who was delivered what, so that they are told of recalls. */
    DELIVER,
    /** Pause, take up again and cancel the messages of a recall, and send one to try. */
    SEND_MESSAGES,
    /** Export and delete what is kept about a person. */
    MANAGE_PERSONS,
    /** Say which programs elsewhere are told of what by webhooks, and send again. */
    MANAGE_WEBHOOKS,
    /** Say who makes goods for us, and how many codes they may have. */
    MANAGE_MAKERS,
    /** Read the audit log. */
    READ_AUDIT,
    /** Add and change users and API keys. */
    MANAGE_ACCESS
}
