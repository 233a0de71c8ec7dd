/**
 * How examples of each kind of task become what a training run reads, and which loss it has. One
 * package below for each family of kinds; what computes, and where examples are kept, must not
 * show.
 */
package io.clozeline.trainer.kind;
