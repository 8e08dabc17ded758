/**
 * Who gets what at which address. {letter} is an open letter of A in the hands of 市住房城乡建设局, {report} a 举报 of A against that bureau,
 * {drafted} one whose reply waits for the head, {offered} one offered to 市交通运输局; {file} is a file
 * of the one named before it, {unit} and {template} are the bureau's, {account} is another
 * unit's.
 *
 * ok the page · un the form again, because it was sent empty · go on to another page · in to the sign-in · no the sentence who may · - not found
 */
export const table = `
                                                        nobody A    B    clerk other mailbox editor leader superv discip system security audit
GET  /                                                  ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /search                                            ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /search/suggest                                    ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /styleguide                                        ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /styleguide/months.svg                             ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /healthz                                           ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /readyz                                            ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /metrics                                           ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /demo/outbox                                       ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
POST /display                                           go     go   go   go    go    go      go     go     go     go     go     go       go
GET  /rules                                             ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /rules/due                                         ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /rules/due.ics                                     un     un   un   un    un    un      un     un     un     un     un     un       un
GET  /api/v1/due                                        un     un   un   un    un    un      un     un     un     un     un     un       un
GET  /sign-in                                           ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /sign-in/code                                      go     go   go   go    go    go      go     go     go     go     go     go       go
POST /sign-in                                           un     un   un   un    un    un      un     un     un     un     un     un       un
POST /sign-in/code                                      un     un   un   un    un    un      un     un     un     un     un     un       un
GET  /account                                           in     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
POST /account/password                                  go     go   go   un    un    un      un     un     un     un     un     un       un
GET  /my                                                in     ok   ok   go    go    go      go     go     go     go     go     go       go

GET  /letters                                           ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /letters/new                                       ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
POST /letters/new                                       un     un   un   un    un    un      un     un     un     un     un     un       un
GET  /letters/receipt                                   gone   gone gone gone  gone  gone    gone   gone   gone   gone   gone   gone     gone
GET  /letters/receipt/print                             gone   gone gone gone  gone  gone    gone   gone   gone   gone   gone   gone     gone
GET  /letters/statistics                                ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /letters/statistics/time.svg                       ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /letters/{letter}                                  -      -    -    -     -     -       -      -      -      -      -      -        -
GET  /letters/{report}                                  -      -    -    -     -     -       -      -      -      -      -      -        -

GET  /follow                                            ok     ok   ok   ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
POST /follow                                            un     un   un   un    un    un      un     un     un     un     un     un       un
POST /follow/closure                                    go     go   go   go    go    go      go     go     go     go     go     go       go
GET  /follow/{letter}                                   go     ok   go   go    go    go      go     go     go     go     go     go       go
GET  /follow/{letter}/why                               -      ok   -    -     -     -       -      -      -      -      -      -        -
GET  /follow/{letter}/due.ics                           -      ok   -    -     -     -       -      -      -      -      -      -        -
GET  /follow/{letter}/files/{file}                      -      ok   -    -     -     -       -      -      -      -      -      -        -
GET  /follow/{letter}/withdrawal                        -      ok   -    -     -     -       -      -      -      -      -      -        -
POST /follow/{letter}/supplements                       -      un   -    -     -     -       -      -      -      -      -      -        -
GET  /follow/{report}                                   go     ok   go   go    go    go      go     go     go     go     go     go       go
GET  /follow/{report}/why                               -      ok   -    -     -     -       -      -      -      -      -      -        -
GET  /follow/{report}/due.ics                           -      ok   -    -     -     -       -      -      -      -      -      -        -
GET  /follow/{report}/files/{file}                      -      ok   -    -     -     -       -      -      -      -      -      -        -
GET  /follow/{report}/withdrawal                        -      ok   -    -     -     -       -      -      -      -      -      -        -
POST /follow/{report}/supplements                       -      un   -    -     -     -       -      -      -      -      -      -        -

GET  /desk                                              in     -    -    ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /desk/letters                                      in     -    -    ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
POST /desk/signatures                                   in     -    -    un    un    un      un     un     un     un     un     un       un
POST /desk/dispatches                                   in     -    -    un    un    un      un     un     un     un     un     un       un
GET  /desk/letters/{letter}                             in     -    -    ok    -     ok      ok     ok     ok     -      -      -        -
GET  /desk/letters/{letter}/why                         in     -    -    ok    -     ok      ok     ok     ok     -      -      -        -
GET  /desk/letters/{letter}/print                       in     -    -    ok    -     ok      ok     ok     ok     -      -      -        -
POST /desk/letters/{letter}/print                       in     -    -    ok    -     ok      no     no     no     -      -      -        -
GET  /desk/letters/{letter}/files/{file}                in     -    -    ok    -     ok      ok     ok     ok     -      -      -        -
POST /desk/letters/{letter}/unmasking                   in     -    -    un    -     un      no     no     no     -      -      -        -
POST /desk/letters/{letter}/materials                   in     -    -    un    -     no      no     no     no     -      -      -        -
GET  /desk/letters/{report}                             in     -    -    -     -     -       -      -      -      ok     -      -        -
GET  /desk/letters/{report}/why                         in     -    -    -     -     -       -      -      -      ok     -      -        -
GET  /desk/letters/{report}/print                       in     -    -    -     -     -       -      -      -      ok     -      -        -
POST /desk/letters/{report}/print                       in     -    -    -     -     -       -      -      -      no     -      -        -
GET  /desk/letters/{report}/files/{file}                in     -    -    -     -     -       -      -      -      ok     -      -        -
POST /desk/letters/{report}/unmasking                   in     -    -    -     -     -       -      -      -      no     -      -        -
POST /desk/letters/{report}/materials                   in     -    -    -     -     -       -      -      -      un     -      -        -
GET  /desk/letters/{letter}/publication                 in     -    -    no    -     no      ok     no     no     -      -      -        -
POST /desk/letters/{letter}/publication                 in     -    -    no    -     no      un     no     no     -      -      -        -
POST /desk/letters/{letter}/publication/correction      in     -    -    no    -     no      un     no     no     -      -      -        -
POST /desk/letters/{letter}/publication/withdrawal      in     -    -    no    -     no      un     no     no     -      -      -        -
GET  /desk/letters/{report}/publication                 in     -    -    -     -     -       -      -      -      no     -      -        -
POST /desk/letters/{report}/publication                 in     -    -    -     -     -       -      -      -      no     -      -        -

POST /desk/letters/{letter}/signature                   in     -    -    un    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/dispatch                    in     -    -    no    -     un      no     no     no     -      -      -        -
POST /desk/letters/{letter}/classification              in     -    -    un    -     un      no     no     no     -      -      -        -
POST /desk/letters/{letter}/return                      in     -    -    un    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/hand-over                   in     -    -    un    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/hand-over-acceptance        in     -    -    un    -     un      un     un     un     -      -      -        -
POST /desk/letters/{letter}/hand-over-refusal           in     -    -    un    -     un      un     un     un     -      -      -        -
POST /desk/letters/{letter}/joint-invitations           in     -    -    un    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/question                    in     -    -    un    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/drafts                      in     -    -    un    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/draft-return                in     -    -    un    -     un      un     un     un     -      -      -        -
POST /desk/letters/{letter}/approval                    in     -    -    un    -     un      un     un     un     -      -      -        -
POST /desk/letters/{letter}/extension                   in     -    -    un    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/extension-approval          in     -    -    no    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/extension-refusal           in     -    -    no    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/pause                       in     -    -    un    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/resumption                  in     -    -    un    -     no      no     no     no     -      -      -        -
POST /desk/letters/{letter}/merger                      in     -    -    un    -     un      no     no     no     -      -      -        -
POST /desk/letters/{letter}/review                      in     -    -    no    -     un      no     un     un     -      -      -        -
POST /desk/letters/{letter}/closure                     in     -    -    no    -     un      no     no     no     -      -      -        -
POST /desk/letters/{letter}/reopening                   in     -    -    un    -     un      no     no     no     -      -      -        -
POST /desk/letters/{letter}/supervision                 in     -    -    no    -     no      no     un     un     -      -      -        -
POST /desk/letters/{letter}/urge                        in     -    -    no    -     go      no     un     un     -      -      -        -
POST /desk/letters/{drafted}/draft-return               in     -    -    no    -     no      no     no     no     -      -      -        -
POST /desk/letters/{drafted}/approval                   in     -    -    no    -     no      no     no     no     -      -      -        -
POST /desk/letters/{offered}/hand-over-refusal          in     -    -    no    un    no      no     no     no     -      -      -        -
POST /desk/letters/{report}/dispatch                    in     -    -    -     -     -       -      -      -      un     -      -        -
POST /desk/letters/{report}/drafts                      in     -    -    -     -     -       -      -      -      un     -      -        -

GET  /desk/publications                                 in     -    -    no    no    no      ok     no     no     no     no     no       no
GET  /desk/templates                                    in     -    -    ok    ok    ok      ok     ok     ok     ok     ok     ok       ok
GET  /desk/templates/new                                in     -    -    ok    ok    ok      -      -      -      -      -      -        -
POST /desk/templates                                    in     -    -    un    un    un      -      -      -      -      -      -        -
GET  /desk/templates/{template}                         in     -    -    ok    -     -       -      -      -      -      -      -        -
POST /desk/templates/{template}                         in     -    -    un    -     -       -      -      -      -      -      -        -

GET  /desk/calendar                                     in     -    -    no    no    no      no     no     no     no     ok     no       no
GET  /desk/calendar/2027                                in     -    -    no    no    no      no     no     no     no     ok     no       no
POST /desk/calendar/2027                                in     -    -    no    no    no      no     no     no     no     un     no       no
GET  /desk/units                                        in     -    -    no    no    no      no     no     no     no     ok     no       no
GET  /desk/units/new                                    in     -    -    no    no    no      no     no     no     no     ok     no       no
POST /desk/units                                        in     -    -    no    no    no      no     no     no     no     un     no       no
GET  /desk/units/{unit}                                 in     -    -    no    no    no      no     no     no     no     ok     no       no
POST /desk/units/{unit}/closure                         in     -    -    no    no    no      no     no     no     no     un     no       no
POST /desk/units/{unit}/reopening                       in     -    -    no    no    no      no     no     no     no     go     no       no
GET  /desk/accounts                                     in     -    -    no    no    no      no     no     no     no     no     ok       no
GET  /desk/accounts/new                                 in     -    -    no    no    no      no     no     no     no     no     ok       no
POST /desk/accounts                                     in     -    -    no    no    no      no     no     no     no     no     un       no
GET  /desk/accounts/{account}                           in     -    -    no    no    no      no     no     no     no     no     ok       no
POST /desk/accounts/{account}/roles                     in     -    -    no    no    no      no     no     no     no     no     un       no
POST /desk/accounts/{account}/roles/{role}/end          in     -    -    no    no    no      no     no     no     no     no     -        no
POST /desk/accounts/{account}/password                  in     -    -    no    no    no      no     no     no     no     no     un       no
POST /desk/accounts/{account}/unlocking                 in     -    -    no    no    no      no     no     no     no     no     go       no
POST /desk/accounts/{account}/closure                   in     -    -    no    no    no      no     no     no     no     no     go       no
POST /desk/accounts/{account}/reopening                 in     -    -    no    no    no      no     no     no     no     no     go       no
GET  /desk/audit                                        in     -    -    no    no    no      no     no     no     no     no     no       ok
GET  /desk/audit/check                                  in     -    -    no    no    no      no     no     no     no     no     no       ok

POST /account/sign-out-everywhere                       go     go   go   go    go    go      go     go     go     go     go     go       go
POST /sign-out                                          go     go   go   go    go    go      go     go     go     go     go     go       go
`
