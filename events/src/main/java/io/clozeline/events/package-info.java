/**
 * What services say to each other: the records of the topics, as values without behaviour beyond
 * their own validity. No Quarkus, no model, and no logic of any one service may enter.
 */
package io.clozeline.events;
