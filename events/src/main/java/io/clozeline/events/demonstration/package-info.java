/**
 * How labelled examples stand beside a text in its prompt (Gao et al. 2021, section 6): the same
 * when it is answered and when it is learnt from. Which examples they are is not decided here.
 */
package io.clozeline.events.demonstration;
