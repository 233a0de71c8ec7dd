/** Small networks after the products of a layer (Houlsby et al., 2019). */
package io.clozeline.bert.method.bottleneck;
