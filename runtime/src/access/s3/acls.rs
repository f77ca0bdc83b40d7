//! ACLs, and what takes them out of account.

use super::audience;
use super::blocks::{self, Switch};
use super::exposure::{Audience, Layer, PublicAnswer, Reach, StepEffect};
use super::input::{Given, Grantee, ObjectOwnership};
use super::layers::Layers;
use super::words::quoted;

impl Layers<'_> {
    /// The ACL of the bucket and, unseen, those of its objects.
    pub(super) fn acls(&mut self) {
        let unsure = match &self.input.ownership {
            Given::Known(ObjectOwnership::BucketOwnerEnforced) => {
                let text = "the object ownership `BucketOwnerEnforced` disables all ACLs";
                self.step(Layer::ObjectOwnership, StepEffect::Closes, text);
                return;
            }
            Given::Known(_) | Given::Absent => None,
            Given::Unknown(why) => {
                let text = format!("the object ownership is not known: {why}");
                self.step(Layer::ObjectOwnership, StepEffect::Unknown, text.clone());
                Some(text)
            }
        };
        let ignore = blocks::switch(&self.levels(), |block| block.ignore_public_acls);
        self.bucket_acl(&ignore, unsure.as_deref());
        let text = "ACLs are enabled, and those of the objects cannot be listed".to_owned();
        let reasons = match (&ignore, unsure) {
            (_, Some(unsure)) => vec![unsure],
            (Switch::Unknown(why), None) => {
                std::iter::once(text.clone()).chain(why.iter().cloned()).collect()
            }
            (_, None) => vec![text.clone()],
        };
        self.step(Layer::Acl, StepEffect::Unknown, reasons.join("; "));
        let reach = Reach::Unknown { at_least: Audience::Private, because: reasons.clone() };
        if ignore == Switch::On {
            // Grants to other accounts are no public ones.
            self.add(PublicAnswer::Holds, PublicAnswer::Holds, reach);
        } else {
            let unknown = PublicAnswer::Unknown(reasons);
            self.add(unknown.clone(), unknown, reach);
        }
    }

    fn bucket_acl(&mut self, ignore: &Switch, unsure: Option<&str>) {
        let acl = match &self.input.acl {
            Given::Known(acl) => acl,
            // A bucket always has one.
            Given::Absent => return self.no_acl("there is none", ignore),
            Given::Unknown(why) => return self.no_acl(why, ignore),
        };
        for grant in &acl.grants {
            let permission = quoted(&grant.permission);
            let (audience, who) = match &grant.grantee {
                Grantee::Group(uri) if uri == Grantee::ALL_USERS => {
                    (Audience::Public, "everyone".to_owned())
                }
                Grantee::Group(uri) if uri == Grantee::AUTHENTICATED_USERS => {
                    (Audience::AuthenticatedAws, "everyone with an account of AWS".to_owned())
                }
                Grantee::Group(uri) if uri == Grantee::LOG_DELIVERY => continue,
                Grantee::Group(uri) => {
                    let text = format!("who is in the group {} is not known", quoted(uri));
                    self.step(Layer::Acl, StepEffect::Unknown, text.clone());
                    let unknown = PublicAnswer::Unknown(vec![text.clone()]);
                    self.add(unknown.clone(), unknown, Reach::unknown(text));
                    continue;
                }
                Grantee::CanonicalUser(id) => match audience::of_canonical(id, self.own) {
                    Reach::Known(Audience::Private) => continue,
                    _ => (Audience::OtherAccounts, format!("the account {}", quoted(id))),
                },
                Grantee::Email(address) => {
                    (Audience::OtherAccounts, format!("the account of {}", quoted(address)))
                }
            };
            let text = format!("the bucket's ACL grants {permission} to {who}");
            self.granted(audience, text, ignore, unsure);
        }
    }

    fn granted(&mut self, audience: Audience, text: String, ignore: &Switch, unsure: Option<&str>) {
        let is_public = audience > Audience::OtherAccounts;
        self.step(Layer::Acl, StepEffect::Opens, text.clone());
        let mut doubts: Vec<String> = unsure.map(str::to_owned).into_iter().collect();
        if is_public {
            match ignore {
                Switch::On => return,
                Switch::Off => {}
                Switch::Unknown(why) => doubts.extend(why.iter().cloned()),
            }
        }
        let reach = if doubts.is_empty() {
            Reach::Known(audience)
        } else {
            let because = std::iter::once(text.clone()).chain(doubts.iter().cloned()).collect();
            Reach::Unknown { at_least: Audience::Private, because }
        };
        let answer = if !is_public {
            PublicAnswer::Holds
        } else if doubts.is_empty() {
            PublicAnswer::Violated(text)
        } else {
            PublicAnswer::Unknown(std::iter::once(text).chain(doubts).collect())
        };
        self.add(answer.clone(), answer, reach);
    }

    fn no_acl(&mut self, why: &str, ignore: &Switch) {
        let text = format!("the bucket's ACL is not known: {why}");
        self.step(Layer::Acl, StepEffect::Unknown, text.clone());
        let unknown = PublicAnswer::Unknown(vec![text.clone()]);
        let answer = if *ignore == Switch::On { PublicAnswer::Holds } else { unknown };
        self.add(answer.clone(), answer, Reach::unknown(text));
    }
}
