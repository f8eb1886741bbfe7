package org.echt.app.answer;

import org.echt.core.notice.Jurisdiction;

/**
 * Whom an answer is for.
 *
 * @param language language of texts
 * @param law whose text of a notice is wanted
 */
public record Audience(Language language, Jurisdiction law) {}
