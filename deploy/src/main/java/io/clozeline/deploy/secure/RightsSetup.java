package io.clozeline.deploy.secure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Makes the broker's rights those of {@link Rights#all()}. */
public final class RightsSetup {
  private RightsSetup() {}

  /**
   * Grants what is missing, and takes back what our principals have beyond it. Rights of others
   * stay as they are.
   */
  public static void apply(Admin admin) throws ExecutionException, InterruptedException {
    Set<AclBinding> wanted =
        Rights.all().stream().flatMap(r -> r.bindings().stream()).collect(Collectors.toSet());
    Set<String> ours = wanted.stream().map(b -> b.entry().principal()).collect(Collectors.toSet());
    Set<AclBinding> present =
        new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get());
    List<AclBindingFilter> beyond =
        present.stream()
            .filter(b -> ours.contains(b.entry().principal()) && !wanted.contains(b))
            .map(AclBinding::toFilter)
            .toList();
    admin.deleteAcls(beyond).all().get();
    wanted.removeAll(present);
    admin.createAcls(wanted).all().get();
  }
}
